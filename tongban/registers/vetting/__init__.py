"""Vetting (文件安全检查): files of strangers are shown to a scanner of the city's before anybody may open them.

Law: 网络安全法 第二十一条, GB/T 22239-2019 8.1.4.5 (恶意代码防范). Off until `TONGBAN_SCANNER` names a scanner.
"""
