"""What the constants hold, by the names that AsyncDex gave them."""

import re
from dataclasses import fields

import pytest

from asyncdex import MangaLinks, constants, models
from asyncdex._api.table import ROWS

#: AsyncDex's names and the paths they stand for today, or stood for until MangaDex removed them.
ROUTES = {
    "activate_account": "/account/activate/{code}",
    "aggregate": "/manga/{id}/aggregate",
    "auth_check": "/auth/check",
    "author": "/author/{id}",
    "author_list": "/author",
    "batch_manga_read": "/manga/read",
    "captcha": "/captcha/solve",
    "chapter": "/chapter/{id}",
    "chapter_list": "/chapter",
    "cover": "/cover/{mangaOrCoverId}",
    "cover_list": "/cover",
    "cover_upload": "/cover/{mangaOrCoverId}",
    "create_account": "/account/create",
    "finish_recover": "/account/recover/{code}",
    "group": "/group/{id}",
    "group_follow": "/group/{id}/follow",
    "group_list": "/group",
    "legacy": "/legacy/mapping",
    "list": "/list/{id}",
    "list_feed": "/list/{id}/feed",
    "logged_in_user": "/user/me",
    "logged_user_groups": "/user/follows/group",
    "logged_user_lists": "/user/list",
    "logged_user_manga": "/user/follows/manga",
    "logged_user_manga_chapters": "/user/follows/manga/feed",
    "logged_user_manga_status": "/manga/status",
    "logged_user_users": "/user/follows/user",
    "login": "/auth/login",
    "logout": "/auth/logout",
    "manga": "/manga/{id}",
    "manga_chapters": "/manga/{id}/feed",
    "manga_follow": "/manga/{id}/follow",
    "manga_list": "/manga/{id}/list/{listId}",
    "manga_read": "/manga/{id}/read",
    "manga_read_status": "/manga/{id}/status",
    "md@h": "/at-home/server/{chapterId}",
    "ping": "/ping",
    "random_manga": "/manga/random",
    "read": "/chapter/{id}/read",
    "report_page": "https://api.mangadex.network/report",
    "resend": "/account/activate/resend",
    "search": "/manga",
    "session_token": "/auth/refresh",
    "start_recover": "/account/recover",
    "tag_list": "/manga/tag",
    "user": "/user/{id}",
}
GONE = {"activate_account", "create_account", "finish_recover", "read", "resend", "start_recover"}


def test_every_name_of_asyncdex_is_a_route():
    assert len(ROUTES) == 46
    assert {name: constants.routes.get(name) for name in ROUTES} == ROUTES


def test_every_row_is_a_route_and_every_route_but_a_few_is_a_row():
    rows = {row.route: row.path for row in ROWS}
    assert {name: constants.routes[name] for name in rows} == rows
    assert set(constants.routes) - set(rows) == GONE | {"report_page"}
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", name) for name in set(rows) - {"md@h"})


def test_links_go_by_the_names_of_their_attributes():
    mapping = constants.link_name_to_attribute_mapping
    assert list(mapping) == ["al", "ap", "bw", "mu", "nu", "kt", "amz", "cdj", "ebj", "mal", "raw", "engtl"]
    assert set(mapping.values()) == {item.name for item in fields(MangaLinks)} - {"others"}
    for key, name in mapping.items():
        assert getattr(MangaLinks.made({key: "x"}), name) == "x"


def test_permissions_go_by_the_names_of_models():
    mapping = constants.permission_model_mapping
    assert mapping["Group"] == "scanlation_group"
    assert mapping["CoverArt"] == "cover"
    assert {name: mapping[name] for name in ("Author", "Chapter", "Manga", "User")} == {
        "Author": "author",
        "Chapter": "chapter",
        "Manga": "manga",
        "User": "user",
    }
    assert all(issubclass(getattr(models, name), models.Model) for name in mapping)
    assert len(mapping) == 6


@pytest.mark.parametrize(
    ("name", "clean"),
    [("a/b\\c", "a_b_c"), ('<>:"|?*', "_"), ("a\x00\x1f\x7fb", "a_b"), ("Ünï - 1.5 (x)", "Ünï - 1.5 (x)")],
)
def test_what_may_not_stand_in_a_file_name(name, clean):
    assert constants.invalid_folder_name_regex.sub("_", name) == clean


def test_all_that_is_promised_is_there():
    assert all(hasattr(constants, name) for name in constants.__all__)
