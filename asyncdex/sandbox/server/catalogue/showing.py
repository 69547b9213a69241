"""What an invented world has to show around: a manga for everybody, with many chapters in English."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asyncdex.sandbox.server.catalogue.records import Record

SHOWN_LANGUAGES = ("en", "en", "fr", "es-la")


def show(record: Record) -> None:
    """Make a manga one to show around.

    Args:
        record: The manga.
    """
    record.attributes |= {
        "title": {"en": "The Lighthouse Keeper's Umbrella"},
        "altTitles": [
            {"ja-ro": "Toudaimori no Kasa"},
            {"ja": "灯台守の傘"},
            {"es-la": "El paraguas del farero"},
        ],
        "description": {
            "en": "It rains inside the lighthouse, and *only* there. Nanae means to find out why."
        },
        "contentRating": "safe",
        "status": "ongoing",
        "year": 2021,
        "originalLanguage": "ja",
    }
    # Pages of the usual format are what most programs are tried with first.
    tags = record.attributes["tags"]
    record.attributes["tags"] = [tag for tag in tags if tag["attributes"]["name"]["en"] != "Long Strip"]
