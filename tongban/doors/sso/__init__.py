"""Single sign-on (单点登录): where other systems send people to sign in, and ask who came (OpenID Connect).

Nothing of ours stands in an address but a code that counts once, for a minute. A form never leads away by itself:
it leads to a page of ours that goes on, so that the policy of every page may keep forms inside.
"""
