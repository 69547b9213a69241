"""How a user makes each operation: the method that is its own, called as one would."""

from tests.contract.operations.samples import ID, OTHER

__all__ = ["CALLS"]

#: What calls an operation, by its id.
CALLS = {}

PNG = b"\x89PNG\r\n\x1a\n" + bytes(24)


def makes(id):
    def keep(function):
        assert id not in CALLS, id
        CALLS[id] = function
        return function

    return keep


async def all_of(pager):
    """Return all that a list gives, of which the samples say that there is one."""
    return await pager.as_list()


# The catalogue


@makes("get-search-manga")
async def _(client):
    return await all_of(client.get_mangas(limit=1))


@makes("get-manga-id")
async def _(client):
    return await client.get_manga(ID).fetch()


@makes("get-manga-random")
async def _(client):
    return await client.random_manga()


@makes("get-manga-tag")
async def _(client):
    await client.refresh_tag_cache()
    return list(client.tag_cache.values())


@makes("get-manga-id-feed")
async def _(client):
    manga = client.get_manga(ID)
    await manga.chapters.get()
    return manga.chapters


@makes("get-manga-aggregate")
async def _(client):
    return await client.get_manga(ID).aggregate()


@makes("get-manga-recommendation")
async def _(client):
    return await client.get_manga(ID).get_recommendations()


@makes("get-manga-relation")
async def _(client):
    return await client.get_manga(ID).get_relations()


@makes("get-chapter")
async def _(client):
    return await all_of(client.get_chapters(limit=1))


@makes("get-chapter-id")
async def _(client):
    return await client.get_chapter(ID).fetch()


@makes("get-at-home-server-chapterId")
async def _(client):
    chapter = client.get_chapter(ID)
    chapter.parse({"id": ID, "type": "chapter", "attributes": {"pages": 1, "publishAt": "2020-01-01"}})
    return [await chapter.pages(), chapter.hash, chapter.page_names, chapter.data_saver_page_names]


@makes("get-cover")
async def _(client):
    return await all_of(client.get_covers(limit=1))


@makes("get-cover-id")
async def _(client):
    return await client.get_cover(ID).fetch()


@makes("get-author")
async def _(client):
    return await all_of(client.get_authors(limit=1))


@makes("get-author-id")
async def _(client):
    return await client.get_author(ID).fetch()


@makes("get-search-group")
async def _(client):
    return await all_of(client.get_groups(limit=1))


@makes("get-group-id")
async def _(client):
    return await client.get_group(ID).fetch()


@makes("get-user")
async def _(client):
    return await all_of(client.get_users(limit=1))


@makes("get-user-id")
async def _(client):
    return await client.get_user(ID).fetch()


@makes("get-user-id-list")
async def _(client):
    return await all_of(client.get_user(ID).lists(limit=1))


@makes("get-list-id")
async def _(client):
    return await client.get_list(ID).fetch()


@makes("get-list-id-feed")
async def _(client):
    return await all_of(client.get_list(ID).manga_chapters(limit=1))


# Making, changing and deleting


@makes("post-manga")
async def _(client):
    return await client.create_manga(title={"en": "A"}, language="ja", status="ongoing", rating="safe")


@makes("put-manga-id")
async def _(client):
    manga = await client.get_manga(ID).fetch()
    manga.titles.en.append("B")
    await manga.update()
    return manga


@makes("delete-manga-id")
async def _(client):
    await client.get_manga(ID).delete()


@makes("get-manga-drafts")
async def _(client):
    return await all_of(client.get_drafts(limit=1))


@makes("get-manga-id-draft")
async def _(client):
    return await client.get_manga(ID).fetch_draft()


@makes("commit-manga-draft")
async def _(client):
    manga = await client.get_manga(ID).fetch_draft()
    await manga.commit_draft()
    return manga


@makes("post-manga-relation")
async def _(client):
    return await client.get_manga(ID).add_relation(OTHER, "sequel")


@makes("delete-manga-relation-id")
async def _(client):
    await client.get_manga(ID).remove_relation(OTHER)


@makes("put-chapter-id")
async def _(client):
    chapter = await client.get_chapter(ID).fetch()
    chapter.title = "B"
    await chapter.update()
    return chapter


@makes("delete-chapter-id")
async def _(client):
    await client.get_chapter(ID).delete()


@makes("upload-cover")
async def _(client):
    return await client.create_cover(ID, PNG, volume="1", locale="ja")


@makes("edit-cover")
async def _(client):
    cover = await client.get_cover(ID).fetch()
    cover.volume = "2"
    await cover.update()
    return cover


@makes("delete-cover")
async def _(client):
    await client.get_cover(ID).delete()


@makes("post-author")
async def _(client):
    return await client.create_author("A")


@makes("put-author-id")
async def _(client):
    author = await client.get_author(ID).fetch()
    author.name = "B"
    await author.update()
    return author


@makes("delete-author-id")
async def _(client):
    await client.get_author(ID).delete()


@makes("post-group")
async def _(client):
    return await client.create_group("A")


@makes("put-group-id")
async def _(client):
    group = await client.get_group(ID).fetch()
    group.name = "B"
    await group.update()
    return group


@makes("delete-group-id")
async def _(client):
    await client.get_group(ID).delete()


@makes("post-list")
async def _(client):
    return await client.create_list("A")


@makes("put-list-id")
async def _(client):
    mine = await client.get_list(ID).fetch()
    mine.name = "B"
    await mine.update()
    return mine


@makes("delete-list-id")
async def _(client):
    await client.get_list(ID).delete()
