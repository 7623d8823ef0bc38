"""The bare project, for granian."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.pages.bare.settings")
application = get_wsgi_application()
