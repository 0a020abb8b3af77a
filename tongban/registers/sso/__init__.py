"""Single sign-on (单点登录): which systems people enter with their sign-in here, what each may know, and that it ends.

OpenID Connect, after FAPI 2.0: codes for a minute and one use, PKCE, signed clients, addresses exact to the letter.
A person consents item by item and takes it back; every system knows him under another name. Law: 个人信息保护法
第十三、十五、二十三条 (consent, its withdrawal, being told who gets what); 网络安全法 第二十四条.
"""
