"""The names by which AsyncDex 1.1 read: what each takes, and the module it was in.

What writes is left out, and so is what makes, logs in and closes a client.
"""

from tests.contract.lines import read_callable

__all__ = ["CALLABLES", "MODULES", "VALUES"]

#: Where AsyncDex had its classes and functions.
MODULES = {
    "Model": "asyncdex.models.abc",
    "ModelList": "asyncdex.models.abc",
    "GenericModelList": "asyncdex.models.abc",
    "VolumeAggregate": "asyncdex.models.aggregate",
    "MangaAggregate": "asyncdex.models.aggregate",
    "Author": "asyncdex.models.author",
    "Chapter": "asyncdex.models.chapter",
    "ChapterList": "asyncdex.models.chapter_list",
    "ClientUser": "asyncdex.models.client_user",
    "CoverArt": "asyncdex.models.cover_art",
    "CoverList": "asyncdex.models.cover_list",
    "CustomList": "asyncdex.models.custom_list",
    "Group": "asyncdex.models.group",
    "MangaLinks": "asyncdex.models.manga",
    "Manga": "asyncdex.models.manga",
    "MangaList": "asyncdex.models.manga_list",
    "DatetimeMixin": "asyncdex.models.mixins",
    "Pager": "asyncdex.models.pager",
    "Tag": "asyncdex.models.tag",
    "TagDict": "asyncdex.models.tag",
    "TitleList": "asyncdex.models.title",
    "User": "asyncdex.models.user",
    "remove_prefix": "asyncdex.utils",
    "AttrDict": "asyncdex.utils",
    "DefaultAttrDict": "asyncdex.utils",
    "copy_key_to_attribute": "asyncdex.utils",
    "parse_relationships": "asyncdex.utils",
    "Interval": "asyncdex.utils",
    "InclusionExclusionPair": "asyncdex.utils",
    "return_date_string": "asyncdex.utils",
}

#: What is called, with its parameters.
_SIGNATURES = {
    "MangadexClient.refresh_tag_cache": "async ()",
    "MangadexClient.get_tag": "async (id)",
    "MangadexClient.get_manga": "(id)",
    "MangadexClient.random_manga": "async ()",
    "MangadexClient.get_author": "(id)",
    "MangadexClient.get_chapter": "(id)",
    "MangadexClient.get_user": "(id)",
    "MangadexClient.get_group": "(id)",
    "MangadexClient.get_list": "(id)",
    "MangadexClient.get_cover": "(id)",
    "MangadexClient.batch_authors": "async (*authors)",
    "MangadexClient.batch_mangas": "async (*mangas)",
    "MangadexClient.batch_chapters": "async (*chapters)",
    "MangadexClient.batch_groups": "async (*groups)",
    "MangadexClient.batch_manga_read": "async (*mangas)",
    "MangadexClient.batch_covers": "async (*covers)",
    "MangadexClient.get_groups": "(*, name=None, order=None, limit=None)",
    "MangadexClient.get_chapters": (
        "(*, title=None, groups=None, uploader=None, manga=None, volume=None, "
        "chapter_number=None, language=None, created_after=None, updated_after=None, "
        "published_after=None, order=None, limit=None)"
    ),
    "MangadexClient.get_authors": "(*, name=None, order=None, limit=None)",
    "MangadexClient.get_mangas": (
        "(*, title=None, authors=None, artists=None, year=None, included_tags=None, "
        "included_tag_mode='AND', excluded_tags=None, excluded_tag_mode='OR', status=None, "
        "languages=None, demographic=None, rating=None, created_after=None, updated_after=None, "
        "order=None, limit=None)"
    ),
    "MangadexClient.search": (
        "(*, title=None, authors=None, artists=None, year=None, included_tags=None, "
        "included_tag_mode='AND', excluded_tags=None, excluded_tag_mode='OR', status=None, "
        "languages=None, demographic=None, rating=None, created_after=None, updated_after=None, "
        "order=None, limit=None)"
    ),
    "MangadexClient.get_covers": "(*, mangas=None, uploaders=None, order=None, limit=None)",
    "MangadexClient.report_page": "async (url, success, response_length, duration, cached)",
    "MangadexClient.get_page": "async (url)",
    "Model": "(client, *, id=None, version=0, data=None)",
    "Model.parse": "(data)",
    "Model.fetch": "async ()",
    "Model.transfer": "(new_obj)",
    "ModelList.id_map": "()",
    "ModelList.fetch_all": "async ()",
    "VolumeAggregate.chapters": "()",
    "VolumeAggregate.total": "()",
    "VolumeAggregate.parse": "(data)",
    "MangaAggregate.volumes": "()",
    "MangaAggregate.total": "()",
    "MangaAggregate.parse": "(data)",
    "Author": "(client, *, id=None, version=0, data=None)",
    "Author.parse": "(data)",
    "Author.fetch": "async ()",
    "Author.load_mangas": "async ()",
    "Chapter": "(client, *, id=None, version=0, data=None)",
    "Chapter.pages": "async (*, data_saver=False, ssl_only=False)",
    "Chapter.download_chapter": (
        "async (*, folder_format='{manga}/{chapter_num}{separator}{title}', file_format='{num}', "
        "as_bytes_list=False, overwrite=True, retries=3, use_data_saver=False, ssl_only=False)"
    ),
    "Chapter.parse": "(data)",
    "Chapter.fetch": "async ()",
    "Chapter.load_groups": "async ()",
    "Chapter.get_read": "async ()",
    "ChapterList": "(manga, *, entries=None)",
    "ChapterList.get": (
        "async (*, languages=None, created_after=None, updated_after=None, published_after=None, "
        "order=None, limit=None)"
    ),
    "ChapterList.get_new": (
        "async (*, languages=None, created_after=None, updated_after=None, published_after=None, "
        "order=None, limit=None)"
    ),
    "ChapterList.filter": (
        "(*, languages=None, creation_time=None, update_time=None, publish_time=None, views=None, "
        "has_number=None, chapter_number_range=None, chapter_numbers=None, "
        "remove_duplicates=False, duplicate_strategy=None, duplicate_strategy_groups=None, "
        "duplicate_strategy_users=None, groups=None, users=None, read=None, volumes=None)"
    ),
    "ChapterList.sort": "(*, key=None, reverse=False)",
    "ChapterList.download_all": (
        "async (*, skip_bad=True, folder_format='{manga}/{chapter_num}{separator}{title}', "
        "file_format='{num}', as_bytes_list=False, overwrite=True, retries=3, "
        "use_data_saver=False, ssl_only=False)"
    ),
    "ChapterList.group_by_volumes": "()",
    "ChapterList.group_by_numbers": "()",
    "ChapterList.group_by_volume_and_chapters": "()",
    "ChapterList.calculate_aggregate": "()",
    "ChapterList.languages": "()",
    "ChapterList.get_read": "async ()",
    "ChapterList.fetch_all": "async ()",
    "ClientUser": "(client, *, version=0, data=None)",
    "ClientUser.permission_check": "(permission_name)",
    "ClientUser.permission_exception": "(permission_name, method, path)",
    "ClientUser.fetch": "async ()",
    "ClientUser.fetch_user": "async ()",
    "ClientUser.groups": "(*, limit=None)",
    "ClientUser.lists": "(*, limit=None)",
    "ClientUser.manga_chapters": (
        "(*, languages=None, created_after=None, updated_after=None, published_after=None, "
        "order=None, limit=None)"
    ),
    "ClientUser.manga": "(*, limit=None)",
    "ClientUser.users": "(*, limit=None)",
    "CoverArt.url": "async ()",
    "CoverArt.url_512": "async ()",
    "CoverArt.url_256": "async ()",
    "CoverArt.parse": "(data)",
    "CoverArt.fetch": "async ()",
    "CoverList": "(manga, *, entries=None)",
    "CoverList.get": "async ()",
    "CustomList.parse": "(data)",
    "CustomList.fetch": "async ()",
    "CustomList.load_mangas": "async ()",
    "CustomList.manga_chapters": (
        "(*, languages=None, created_after=None, updated_after=None, published_after=None, "
        "order=None, limit=None)"
    ),
    "Group.parse": "(data)",
    "Group.load_chapters": "async ()",
    "Group.fetch": "async ()",
    "MangaLinks.parse": "(data)",
    "MangaLinks.to_dict": "()",
    "Manga": "(client, *, id=None, version=0, data=None)",
    "Manga.parse": "(data)",
    "Manga.fetch": "async ()",
    "Manga.load_authors": "async ()",
    "Manga.aggregate": "async (languages=None)",
    "Manga.get_reading_status": "async ()",
    "MangaList": "(client, *, entries=None)",
    "MangaList.fetch_all": "async ()",
    "MangaList.get_reading_status": "async ()",
    "MangaList.get_covers": "async ()",
    "Pager": "(url, model, client, *, params=None, param_size=150, limit_size=100, limit=None)",
    "Pager.__aiter__": "()",
    "Pager.__anext__": "async ()",
    "Pager.as_list": "async ()",
    "Tag": "(client, *, id=None, version=0, data=None)",
    "Tag.parse": "(data)",
    "Tag.fetch": "async ()",
    "TagDict.groups": "()",
    "TitleList.parts": "()",
    "User.parse": "(data)",
    "User.load_chapters": "async ()",
    "User.fetch": "async ()",
    "remove_prefix": "(prefix, string)",
    "AttrDict.first": "()",
    "DefaultAttrDict": "(mapping_or_iterable=None, *, default)",
    "copy_key_to_attribute": (
        "(source_dict, key, obj, attribute_name=None, *, default=..., transformation=None)"
    ),
    "parse_relationships": "(data, obj)",
    "Interval.__contains__": "(item)",
    "InclusionExclusionPair.matches_include_exclude_pair": "(item)",
    "return_date_string": "(datetime_obj)",
}

#: What is looked at.
VALUES = (
    "MangadexClient.tag_cache",
    "MangadexClient.user",
    "Model.id",
    "Model.version",
    "Model.client",
    "Author.name",
    "Author.image",
    "Author.biographies",
    "Author.mangas",
    "Chapter.volume",
    "Chapter.number",
    "Chapter.title",
    "Chapter.language",
    "Chapter.hash",
    "Chapter.page_names",
    "Chapter.data_saver_page_names",
    "Chapter.publish_time",
    "Chapter.manga",
    "Chapter.user",
    "Chapter.groups",
    "Chapter.read",
    "Chapter.name",
    "Chapter.sorting_number",
    "ChapterList.manga",
    "ClientUser.roles",
    "ClientUser.permissions",
    "CoverArt.description",
    "CoverArt.volume",
    "CoverArt.file_name",
    "CoverArt.manga",
    "CoverArt.user",
    "CoverList.manga",
    "CustomList.name",
    "CustomList.visibility",
    "CustomList.mangas",
    "CustomList.owner",
    "Group.name",
    "Group.leader",
    "Group.members",
    "Group.chapters",
    "MangaLinks.anilist_id",
    "MangaLinks.animeplanet_id",
    "MangaLinks.bookwalker_id",
    "MangaLinks.mangaupdates_id",
    "MangaLinks.novelupdates_id",
    "MangaLinks.kitsu_id",
    "MangaLinks.amazon_id",
    "MangaLinks.cdjapan_id",
    "MangaLinks.ebookjapan_id",
    "MangaLinks.myanimelist_id",
    "MangaLinks.raw_url",
    "MangaLinks.english_translation_url",
    "MangaLinks.anilist_url",
    "MangaLinks.animeplanet_url",
    "MangaLinks.bookwalker_url",
    "MangaLinks.mangaupdates_url",
    "MangaLinks.novelupdates_url",
    "MangaLinks.kitsu_url",
    "MangaLinks.amazon_url",
    "MangaLinks.cdjapan_url",
    "MangaLinks.ebookjapan_url",
    "MangaLinks.myanimelist_url",
    "Manga.titles",
    "Manga.descriptions",
    "Manga.original_language",
    "Manga.locked",
    "Manga.last_volume",
    "Manga.last_chapter",
    "Manga.demographic",
    "Manga.status",
    "Manga.year",
    "Manga.rating",
    "Manga.tags",
    "Manga.authors",
    "Manga.artists",
    "Manga.chapters",
    "Manga.reading_status",
    "Manga.links",
    "Manga.cover",
    "Manga.covers",
    "MangaList.client",
    "DatetimeMixin.created_at",
    "DatetimeMixin.updated_at",
    "DatetimeMixin.modified_at",
    "Pager.url",
    "Pager.model",
    "Pager.client",
    "Pager.params",
    "Pager.limit",
    "Pager.returned",
    "Pager.param_size",
    "Tag.names",
    "Tag.descriptions",
    "Tag.group",
    "TitleList.primary",
    "User.username",
    "User.chapters",
    "DefaultAttrDict.default",
    "Interval.min",
    "Interval.max",
    "Interval.inclusive",
    "InclusionExclusionPair.include",
    "InclusionExclusionPair.exclude",
)

#: The callables with their parameters read.
CALLABLES = {name: read_callable(text) for name, text in _SIGNATURES.items()}
