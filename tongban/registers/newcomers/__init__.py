"""Newcomers (手机号注册): who opens an account with his telephone, before it is known for certain who he is.

A code goes to the telephone, whoever's it is, and nothing shown before it comes back depends on what the city knows of
that number. What he gets is an account of the lowest assurance; his name becomes a real one in `identity.assuring`.
Law: 国务院关于在线政务服务的若干规定 第九条；个人信息保护法 第十三、十七条.
"""
