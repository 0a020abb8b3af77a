"""The pages alone, for installations that serve the live stream on a port of its own."""

from __future__ import annotations

import os

from tongban.site import lifeline

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongban.site.settings")

from django.core.wsgi import get_wsgi_application

lifeline.hold_as_web_worker()
application = get_wsgi_application()
