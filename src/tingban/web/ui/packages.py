"""Static files of node packages, listed singly and served by name; nothing is bundled."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage


class _Package(FileSystemStorage):
    """Names of `STATIC_PACKAGES` in front of the files of `NODE_MODULES`."""

    def path(self, name: str) -> str:
        return str(Path(settings.NODE_MODULES) / settings.STATIC_PACKAGES[name])


class PackageFinder(BaseFinder):
    """Finds what `settings.STATIC_PACKAGES` names, and nothing else of the packages."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.storage = _Package(location=settings.NODE_MODULES)

    def check(self, **kwargs: Any) -> list[Any]:
        """Nothing to check: a missing package shows when it is listed."""
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """The file behind a name, as Django's finders give it."""
        if path not in settings.STATIC_PACKAGES:
            return []  # what Django's own finders give for nothing, asked for one or for all
        found = self.storage.path(path)
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterable[tuple[str, Storage]]:
        """Every name with its storage, for collecting."""
        return [(name, self.storage) for name in settings.STATIC_PACKAGES]


class PackageStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # untyped
    """Hashed names and compressed twins; comments that point to source maps stay as they are."""

    support_js_module_import_aggregation = False
    patterns: ClassVar[Any] = (
        ("*.css", (r"(?P<matched>url\(['\"]{0,1}\s*(?P<url>.*?)[\"']{0,1}\))",)),
    )
