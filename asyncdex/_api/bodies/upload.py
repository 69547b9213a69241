"""Bodies about uploads."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any, Required, TypedDict

from asyncdex._api.fields import Items, Nested, Value, Whole, bounded, locale, matching, truth
from asyncdex._api.params import Identified, identifier, instant, text

from .values import Many, chapter_number

__all__ = ["ApprovalBody", "BatchBody", "CommitBody", "DraftBody", "FilesForm", "UploadBody"]


class UploadBody(TypedDict):
    """What is uploaded, and for whom."""

    manga: Annotated[Identified, Value("manga", identifier)]
    groups: Annotated[Many, Items("groups", identifier, most=10)]


class FilesForm(TypedDict, total=False):
    """The files of an upload; each is a part of its own, under any name."""

    file: Annotated[bytes, Value("file", text)]


class DraftBody(TypedDict, total=False):
    """What the chapter that is made of an upload is called."""

    volume: Required[Annotated[str | None, Value("volume", chapter_number, nullable=True)]]
    number: Required[Annotated[str | None, Value("chapter", chapter_number, nullable=True)]]
    title: Required[Annotated[str | None, Value("title", bounded(255), nullable=True)]]
    language: Required[Annotated[str, Value("translatedLanguage", locale)]]
    external_url: Annotated[
        str | None,
        Value(
            "externalUrl",
            matching(r"https?://.*", "an address of at most 512 characters", 512),
            nullable=True,
        ),
    ]
    publish_time: Annotated[datetime | date | str, Value("publishAt", instant)]


class CommitBody(TypedDict, total=False):
    """How an upload becomes a chapter."""

    draft: Required[Annotated[Mapping[str, Any], Nested("chapterDraft", DraftBody)]]
    page_order: Required[Annotated[Many, Items("pageOrder", identifier, most=500, least=1)]]
    terms_accepted: Required[Annotated[bool, Value("termsAccepted", truth)]]


class BatchBody(TypedDict):
    """Files of an upload."""

    files: Annotated[Many, Whole(Items("", identifier, least=1).json)]


class ApprovalBody(TypedDict):
    """What would be uploaded."""

    manga: Annotated[Identified, Value("manga", identifier)]
    language: Annotated[str, Value("locale", locale)]
