-- The roles of a Tongban database, for a server on which the database's owner may not create roles.
-- Run once by the server's administrator: psql -v owner=tongban -f roles.sql
-- Give the two that sign in a password or a certificate, and write their addresses into TONGBAN_WEB_URL and
-- TONGBAN_WORKER_URL; DATABASE_URL stays the owner's, for `tongban migrate` and the commands of operators.
create role tongban_person nologin noinherit;
create role tongban_staff nologin noinherit;
create role tongban_worker login noinherit;
create role tongban_web login noinherit;
grant tongban_person, tongban_staff, tongban_worker to tongban_web;
grant tongban_person, tongban_staff, tongban_worker, tongban_web to :"owner";
