from django.urls import path

from tongban.doors.parts.views import account, assuring, merging, modes, passkeys, registering, shell, signing, telling

urlpatterns = [
    path("manifest.webmanifest", shell.manifest, name="manifest"),
    path("worker.js", shell.worker, name="worker"),
    path("offline/", shell.offline, name="offline"),
    path(".well-known/security.txt", telling.security_txt, name="security-txt"),
    path("login/", signing.login_page, name="login"),
    path("login/code/", signing.code_page, name="login-code"),
    path("login/binding/", signing.binding_page, name="login-binding"),
    path("register/", registering.register, name="register"),
    path("register/code/", registering.code, name="register-code"),
    path("login/passkey/", passkeys.enter, name="login-passkey"),
    path("account/merging/", merging.listed, name="merging"),
    path("account/merging/<uuid:merger>/undo/", merging.undo, name="merger-undo"),
    path("account/passkeys/", passkeys.listed, name="passkeys"),
    path("account/passkeys/<uuid:passkey>/removal/", passkeys.remove, name="passkey-removal"),
    path("logout/", signing.logout_now, name="logout"),
    path("account/", account.overview, name="account"),
    path("account/password/", account.password, name="password"),
    path("account/binding/", account.binding, name="binding"),
    path("account/real-name/", assuring.real_name, name="real-name"),
    path("account/recovery-codes/", account.recovery_codes, name="recovery-codes"),
    path("account/authenticator/taken/", account.authenticator_taken, name="authenticator-taken"),
    path("account/sittings/others/end/", account.end_others, name="sittings-end"),
    path("account/sittings/<uuid:sitting>/end/", account.end, name="sitting-end"),
    path("modes/", modes.choose, name="modes"),
    path("elder/", modes.elder, name="elder"),
]
