"""Addresses of the readers' pages."""

from django.urls import path, register_converter

from javon.places.public import views


class Number:
    """A short public number: digits without a leading zero, no more than the database holds."""

    regex = "[1-9][0-9]{0,8}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


class Form:
    """A form in which a record can be taken away."""

    regex = "mrc|xml|json|ris|bib"

    def to_python(self, value: str) -> str:
        return value

    to_url = to_python


register_converter(Number, "number")
register_converter(Form, "form")

app_name = "public"
urlpatterns = [
    path("", views.home, name="home"),
    path("search", views.search, name="search"),
    path("title/<number:number>", views.title, name="title"),
    path("title/<number:number>/parts", views.parts, name="parts"),
    path("series", views.series, name="series"),
    path("title/<number:number>.<form:form>", views.download, name="download"),
    path("file/<uuid:pk>", views.file, name="file"),
    path("author/<number:number>", views.author, name="author"),
    path("children/", views.children, name="children"),
    path("children/<slug:code>/", views.children_tile, name="children_tile"),
    path("help/", views.help_page, name="help"),
    path("new.rss", views.new_titles, name="new_titles"),
    path("sitemap.xml", views.site_map, name="site_map"),
    path("sitemap-<number:part>.xml", views.site_map, name="site_map_part"),
    path("robots.txt", views.robots, name="robots"),
]
