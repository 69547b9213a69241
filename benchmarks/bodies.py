"""Answers as long and as deep as MangaDex's, invented from a seed.

A hundred manga with author, artist and cover come to about 730 KB, as they do there: about thirteen
tags, seven titles in several scripts, a long description, links.
"""

from __future__ import annotations

import json
import random
import re
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

__all__ = ["CHAPTERS", "MANGA", "chapter_page", "for_hondana", "manga_page", "of_2021", "one_manga", "walked"]

#: How many objects a page of each kind has.
MANGA, CHAPTERS = 100, 500

_LATIN = re.findall(
    r"\w+",
    "sea lamp river paper crow winter glass tower bread salt moth harbour clock thread ember stone",
)
_JAPANESE = re.findall(r"\w+", "海 灯 川 紙 烏 冬 硝子 塔 麦 塩 蛾 港 時計 糸 石 の は と")
_CYRILLIC = re.findall(
    r"\w+", "море лампа река бумага ворона зима стекло башня хлеб соль порт часы нить камень"
)
_SITES = (
    "twitter",
    "pixiv",
    "melonBook",
    "fanBox",
    "booth",
    "namicomi",
    "nicoVideo",
    "skeb",
    "fantia",
    "tumblr",
)
_MORE_SITES = ("youtube", "weibo", "naver", "website")
_AUTHORS, _TAGS, _GROUPS, _USERS, _LISTED = 1500, 77, 8, 12, 60

Json = dict[str, Any]


def _id(chance: random.Random) -> str:
    return str(UUID(int=chance.getrandbits(128), version=4))


def _words(chance: random.Random, words: list[str], most: int) -> str:
    return " ".join(chance.choices(words, k=chance.randint(2, most))).capitalize()


def _instant(chance: random.Random) -> str:
    year, month, day = chance.randint(2018, 2026), chance.randint(1, 12), chance.randint(1, 28)
    return f"{year}-{month:02}-{day:02}T{chance.randint(0, 23):02}:{chance.randint(0, 59):02}:07+00:00"


def _entity(id: str, kind: str, attributes: Json) -> Json:
    return {"id": id, "type": kind, "attributes": attributes}


def _tag(number: int) -> Json:
    chance = random.Random(f"tag {number}")
    name = {"en": _words(chance, _LATIN, 2)}
    group = chance.choice(["theme", "genre", "format", "content"])
    attributes = {"name": name, "description": {}, "group": group, "version": 1}
    return {**_entity(_id(chance), "tag", attributes), "relationships": []}


def _author(number: int, kind: str) -> Json:
    chance = random.Random(f"author {number}")
    id = _id(chance)
    attributes: Json = {"name": _words(chance, _LATIN, 2), "imageUrl": None}
    attributes["biography"] = {"en": _words(chance, _LATIN, 80)} if chance.random() < 0.6 else {}
    for site in (*_SITES, *_MORE_SITES):
        attributes[site] = f"https://{site}.example/{number}" if chance.random() < 0.1 else None
    made = _instant(chance)
    return _entity(id, kind, {**attributes, "createdAt": made, "updatedAt": made, "version": 1})


def _cover(chance: random.Random) -> Json:
    made = _instant(chance)
    attributes = {
        "description": "",
        "volume": str(chance.randint(1, 30)),
        "fileName": f"{_id(chance)}.jpg",
        "locale": "ja",
        "createdAt": made,
        "updatedAt": made,
        "version": 1,
    }
    return _entity(_id(chance), "cover_art", attributes)


def _manga_attributes(chance: random.Random) -> Json:
    others = [{"ja": _words(chance, _JAPANESE, 8)}, {"ja-ro": _words(chance, _LATIN, 6)}]
    others += [{"ru": _words(chance, _CYRILLIC, 6)}, {"en": _words(chance, _LATIN, 6)}]
    others += [
        {chance.choice(["ko", "th", "es-la", "fr"]): _words(chance, _LATIN, 8)}
        for _ in range(chance.randint(0, 6))
    ]
    description = {"en": _words(chance, _LATIN, 30) + "\n\n" + " ".join(chance.choices(_LATIN, k=210))}
    if chance.random() < 0.5:
        description["ru"] = " ".join(chance.choices(_CYRILLIC, k=70))
    number = chance.randint(1, 99_999)
    sites = {
        "al": number,
        "ap": f"manga-{number}",
        "bw": f"series/{number}",
        "kt": number,
        "mu": number,
        "mal": number,
    }
    return {
        "title": {"en": _words(chance, _LATIN, 6)},
        "altTitles": others,
        "description": description,
        "isLocked": False,
        "links": {site: str(value) for site, value in sites.items()}
        | {"raw": f"https://raw.example/work/{number}"},
        "officialLinks": None,
        "originalLanguage": "ja",
        "lastVolume": "",
        "lastChapter": str(number % 200),
        "publicationDemographic": chance.choice([None, "shounen", "seinen"]),
        "status": chance.choice(["ongoing", "completed"]),
        "year": chance.randint(1990, 2026),
        "contentRating": chance.choice(["safe", "suggestive"]),
        "tags": [_tag(number) for number in chance.sample(range(_TAGS), chance.randint(9, 17))],
        "state": "published",
        "chapterNumbersResetOnNewVolume": False,
        "createdAt": _instant(chance),
        "updatedAt": _instant(chance),
        "version": chance.randint(1, 60),
        "availableTranslatedLanguages": ["en", "ru", "es-la"],
        "latestUploadedChapter": _id(chance),
    }


def one_manga(number: int) -> Json:
    """Return a manga with author, artist and cover.

    Args:
        number: Which one.
    """
    chance = random.Random(f"manga {number}")
    id, attributes = _id(chance), _manga_attributes(chance)
    writer, drawer = chance.randrange(_AUTHORS), chance.randrange(_AUTHORS)
    drawer = writer if chance.random() < 0.7 else drawer
    relationships = [_author(writer, "author"), _author(drawer, "artist"), _cover(chance)]
    if chance.random() < 0.3:
        relationships.append({"id": _id(chance), "type": "manga", "related": "sequel"})
    relationships.append({"id": _id(chance), "type": "creator"})
    return {**_entity(id, "manga", attributes), "relationships": relationships}


def _group(number: int) -> Json:
    chance = random.Random(f"group {number}")
    id, made = _id(chance), _instant(chance)
    attributes = {
        "name": _words(chance, _LATIN, 3),
        "altNames": [{"en": _words(chance, _LATIN, 2)}],
        "locked": True,
        "website": f"https://group{number}.example/",
        "ircServer": None,
        "ircChannel": None,
        "discord": f"invite{number}",
        "contactEmail": f"hello@group{number}.example",
        "description": _words(chance, _LATIN, 30),
        "twitter": None,
        "mangaUpdates": None,
        "focusedLanguages": ["en"],
        "official": False,
        "verified": False,
        "inactive": False,
        "publishDelay": None,
        "exLicensed": False,
    }
    return _entity(id, "scanlation_group", {**attributes, "createdAt": made, "updatedAt": made, "version": 3})


def _user(number: int) -> Json:
    chance = random.Random(f"user {number}")
    roles = ["ROLE_GROUP_MEMBER", "ROLE_MEMBER", "ROLE_POWER_UPLOADER"]
    attributes = {"username": _words(chance, _LATIN, 2), "roles": roles, "version": 1}
    return _entity(_id(chance), "user", attributes)


def _chapter(page: int, number: int, *, manga: bool) -> Json:
    chance = random.Random(f"chapter {page} {number}")
    made = _instant(chance)
    attributes = {
        "volume": str(number // 10 + 1),
        "chapter": str(number + 1),
        "title": _words(chance, _LATIN, 4),
        "translatedLanguage": chance.choice(["en", "es-la", "fr"]),
        "externalUrl": None,
        "isUnavailable": False,
        "publishAt": made,
        "readableAt": made,
        "createdAt": made,
        "updatedAt": made,
        "pages": chance.randint(10, 40),
        "version": 3,
    }
    work = page * _LISTED + chance.randrange(_LISTED) if manga else page
    whole = one_manga(work)
    relationships = [_group(page * 3 + chance.randrange(_GROUPS)), {"id": whole["id"], "type": "manga"}]
    if manga:
        relationships[1]["attributes"] = whole["attributes"]
    relationships.append(_user(page * 3 + chance.randrange(_USERS)))
    return {**_entity(_id(chance), "chapter", attributes), "relationships": relationships}


def _page(data: list[Json], page: int, size: int, total: int) -> bytes:
    answer = {"result": "ok", "response": "collection", "data": data, "limit": size, "offset": page * size}
    # Letters outside ASCII come escaped, as MangaDex sends them.
    return json.dumps({**answer, "total": total}, separators=(",", ":")).encode()


def manga_page(page: int, pages: int) -> bytes:
    """Return a page of a search, with author, artist and cover of each manga.

    Args:
        page: Which page, from 0.
        pages: How many there are.
    """
    data = [one_manga(page * MANGA + number) for number in range(MANGA)]
    return _page(data, page, MANGA, MANGA * pages)


def chapter_page(page: int, pages: int, *, manga: bool) -> bytes:
    """Return a page of a feed, with group and user of each chapter.

    Args:
        page: Which page, from 0.
        pages: How many there are.
        manga: Whether the manga comes along in each, one of sixty; otherwise there is its id.
    """
    data = [_chapter(page, number, manga=manga) for number in range(CHAPTERS)]
    return _page(data, page, CHAPTERS, CHAPTERS * pages)


_WALKED = (
    b'{"id":"%08x-0000-4000-8000-000000000000","type":"chapter","attributes":{"volume":"1","chapter":"%d",'
    b'"title":"Harbour of salt","translatedLanguage":"en","externalUrl":null,"isUnavailable":false,'
    b'"publishAt":"%b","readableAt":"%b","createdAt":"%b","updatedAt":"%b","pages":20,"version":3},'
    b'"relationships":[{"id":"2d3b7a52-8c30-4b6c-9a5e-3b6f0f1d2c11","type":"scanlation_group"},'
    b'{"id":"5f1c7d64-2a0b-4c1f-8f57-9d2f6f7f3a10","type":"manga"}]}'
)
_BEGAN = datetime(2020, 1, 1, tzinfo=UTC)


def walked(total: int, since: str | None, limit: int) -> bytes:
    """Return a page of a list of chapters, one a second.

    Args:
        total: How many there are.
        since: Where the page begins, ISO 8601 in UTC; None for the first one.
        limit: How many the page has.
    """
    instant = _BEGAN if since is None else datetime.fromisoformat(since).replace(tzinfo=UTC)
    first = int((instant - _BEGAN).total_seconds())
    data = []
    for number in range(first, min(first + limit, total)):
        made = (_BEGAN + timedelta(seconds=number)).isoformat().encode()
        data.append(_WALKED % (number, number, made, made, made, made))
    head = b'{"result":"ok","response":"collection","data":['
    return head + b",".join(data) + b'],"limit":%d,"offset":0,"total":%d}' % (limit, total - first)


def of_2021(body: bytes) -> bytes:
    """Return a page as MangaDex had it in 2021: each object in an answer of its own, and no creators yet.

    Args:
        body: The page as it is today.
    """
    answer = json.loads(body)
    answer["results"] = []
    for entity in answer.pop("data"):
        known = [relation for relation in entity.pop("relationships") if relation["type"] != "creator"]
        for relation in known:
            attributes = relation.get("attributes", {})
            if "biography" in attributes:
                attributes["biography"] = [attributes["biography"]]
        answer["results"].append({"result": "ok", "data": entity, "relationships": known})
    return json.dumps(answer, separators=(",", ":")).encode()


def for_hondana(body: bytes) -> bytes:
    """Return a page of chapters in which every manga has an attribute: Hondana fails with IndexError without.

    Args:
        body: The page as it is.
    """
    answer = json.loads(body)
    for entity in answer["data"]:
        for relation in entity["relationships"]:
            relation.setdefault("attributes", {"version": 1})
    return json.dumps(answer, separators=(",", ":")).encode()
