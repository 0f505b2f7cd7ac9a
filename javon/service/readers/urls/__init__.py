"""Every address of the readers' register."""

from __future__ import annotations

from javon.service.readers.urls import doors, keeping, register

app_name = "readers"
# The register's last address takes any word behind a reader's number: the others stand before it.
urlpatterns = [*keeping.urlpatterns, *doors.urlpatterns, *register.urlpatterns]
