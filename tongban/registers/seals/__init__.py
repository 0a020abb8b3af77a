"""Seals (印章): electronic seals of departments, who may use them, signing and verifying.

A seal is a key, a certificate and a picture. Seals made here come from a demonstration authority and say so: they are
not legally valid. Legal seals come from the city's seal service and a licensed CA (国务院令第716号 第九条,
GB/T 38540), behind `providers`.
"""
