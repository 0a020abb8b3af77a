"""Entrances (统一认证入口): the national or a city identity through which people sign in here, as its OpenID client.

Who comes is known by what the entrance signed: its own name for him, his identity number, and how sure it is. He is
bound to his account once, with proof that it is his. Law: 网络安全法 第二十四条 (身份认证互认).
"""
