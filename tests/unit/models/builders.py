"""Answers of an invented MangaDex, and a client that gets them without a network."""

from urllib.parse import parse_qsl

from asyncdex import MangadexClient, Ratelimits
from tests.support import json_answer

#: What MangaDex sends of an entry it knows everything about.
DATES = {"createdAt": "2020-05-06T07:08:09+00:00", "updatedAt": "2021-06-07T08:09:10+00:00"}

MANGA = {
    "title": {"en": "The Lantern Keeper"},
    "altTitles": [{"ja": "灯台守"}, {"en": "Keeper of Lanterns"}, {"pt-br": "O Faroleiro"}],
    "description": {"en": "A keeper and a light.", "de": "Ein Wärter und ein Licht."},
    "isLocked": True,
    "links": {"al": "100", "mu": "200", "raw": "https://read.example/1", "zz": "odd"},
    "officialLinks": {"en": "https://official.example/1"},
    "originalLanguage": "ja",
    "lastVolume": "9",
    "lastChapter": "80.5",
    "publicationDemographic": "seinen",
    "status": "completed",
    "year": 2011,
    "contentRating": "suggestive",
    "chapterNumbersResetOnNewVolume": True,
    "availableTranslatedLanguages": ["en", None, "pt-br"],
    "latestUploadedChapter": "00000000-0000-4000-8000-000000000777",
    "state": "published",
    "version": 12,
    **DATES,
}

CHAPTER = {
    "title": "Ashore",
    "volume": "2",
    "chapter": "12.5",
    "pages": 2,
    "translatedLanguage": "en",
    "externalUrl": None,
    "isUnavailable": False,
    "version": 4,
    "publishAt": "2020-05-07T00:00:00+00:00",
    "readableAt": "2020-05-08T00:00:00+00:00",
    **DATES,
}

AUTHOR = {
    "name": "Wren Hollow",
    "imageUrl": "https://pictures.example/wren.png",
    "biography": {"en": "Draws boats."},
    "twitter": "https://twitter.example/wren",
    "melonBook": "https://melon.example/wren",
    "fanBox": None,
    "version": 3,
    **DATES,
}

GROUP = {
    "name": "Harbour Scans",
    "altNames": [{"en": "HS"}, []],
    "description": "We like harbours.",
    "website": "https://harbour.example",
    "ircServer": "irc.example",
    "ircChannel": "#harbour",
    "discord": "harbour",
    "contactEmail": "mail@harbour.example",
    "twitter": "https://twitter.example/harbour",
    "mangaUpdates": "https://updates.example/harbour",
    "focusedLanguages": ["en", None],
    "locked": True,
    "official": True,
    "verified": True,
    "inactive": True,
    "exLicensed": True,
    "publishDelay": "P5D",
    "version": 5,
    **DATES,
}

USER = {
    "username": "pier",
    "roles": ["ROLE_MEMBER"],
    "avatarFileName": "a.png",
    "bannerFileName": "b.png",
    "version": 6,
}

COVER = {
    "volume": "1",
    "fileName": "first cover.jpg",
    "description": "The first one.",
    "locale": "ja",
    "version": 7,
    **DATES,
}

TAG = {"name": {"en": "Sea"}, "description": {"en": "Water."}, "group": "theme", "version": 8}

#: The attributes that each kind has, by MangaDex's name of the kind.
FULL = {
    "manga": MANGA,
    "chapter": CHAPTER,
    "author": AUTHOR,
    "scanlation_group": GROUP,
    "user": USER,
    "cover_art": COVER,
    "tag": TAG,
}


def uid(number):
    """Return an invented UUID."""
    return f"00000000-0000-4000-8000-{number:012d}"


def entity(kind, number, *relationships, attributes=None, **changes):
    """Return an object as MangaDex sends it: complete but for the changes, or with these attributes only."""
    attributes = {**FULL[kind], **changes} if attributes is None else attributes
    return {
        "id": uid(number),
        "type": kind,
        "attributes": attributes,
        "relationships": list(relationships),
    }


_ABSENT = object()


def rel(kind, number, attributes=_ABSENT, related=None):
    """Return a relationship, with attributes where they are given."""
    data = {"id": uid(number), "type": kind}
    if attributes is not _ABSENT:
        data["attributes"] = attributes
    if related is not None:
        data["related"] = related
    return data


def one(data):
    """Return the answer that carries one object."""
    return json_answer({"result": "ok", "response": "entity", "data": data})


def page(entities, total=None, offset=0):
    """Return the answer that carries some objects."""
    entities = list(entities)
    total = offset + len(entities) if total is None else total
    answer = {"result": "ok", "response": "collection", "data": entities, "limit": 100, "offset": offset}
    return json_answer({**answer, "total": total})


def query(request):
    """Return the query of a request as pairs."""
    return parse_qsl(request.url.partition("?")[2], keep_blank_values=True, strict_parsing=True)


def values(request, name):
    """Return the values one parameter has in a request."""
    return [value for key, value in query(request) if key == name]


def fake_client(transport, clock, **kwargs):
    """Return a real client on a fake network, at a fake time and without limits."""
    given = {"anonymous": True, "clock": clock, "ratelimits": Ratelimits(clock=clock)}
    client = MangadexClient(**(given | kwargs))
    sources = client._tokens.sources
    for part in (client.api, sources.personal, sources.legacy):
        part.transport = transport
    return client


def made(model, client, number=1, *relationships, attributes=None, **changes):
    """Return a fetched model."""
    data = entity(model.kind, number, *relationships, attributes=attributes, **changes)
    return model(client, data=data)
