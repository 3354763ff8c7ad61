"""Whether the installation works, for whoever watches it; says nothing else."""

from django.contrib.auth.decorators import login_not_required
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse
from django.views.decorators.cache import never_cache


@never_cache
@login_not_required
def healthz(request):
    healthy = database_current()
    return HttpResponse("ok" if healthy else "not ok", content_type="text/plain", status=200 if healthy else 503)


def database_current():
    """The database answers and every migration is applied."""
    try:
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Error:
        return False
