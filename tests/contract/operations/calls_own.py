"""How a user makes the operations about the account that is logged in, and about numbers."""

from tests.contract.operations.calls import all_of, makes
from tests.contract.operations.samples import ID, OTHER

# Following


@makes("post-manga-id-follow")
async def _(client):
    await client.get_manga(ID).follow()


@makes("delete-manga-id-follow")
async def _(client):
    await client.get_manga(ID).unfollow()


@makes("post-group-id-follow")
async def _(client):
    await client.get_group(ID).follow()


@makes("delete-group-id-follow")
async def _(client):
    await client.get_group(ID).unfollow()


@makes("follow-list-id")
async def _(client):
    await client.get_list(ID).follow()


@makes("unfollow-list-id")
async def _(client):
    await client.get_list(ID).unfollow()


@makes("get-user-follows-manga-id")
async def _(client):
    return await client.get_manga(ID).is_followed()


@makes("get-user-follows-group-id")
async def _(client):
    return await client.get_group(ID).is_followed()


@makes("get-user-follows-user-id")
async def _(client):
    return await client.get_user(ID).is_followed()


@makes("get-user-follows-list-id")
async def _(client):
    return await client.get_list(ID).is_followed()


@makes("get-user-follows-manga")
async def _(client):
    return await all_of(client.user.manga(limit=1))


@makes("get-user-follows-group")
async def _(client):
    return await all_of(client.user.groups(limit=1))


@makes("get-user-follows-user")
async def _(client):
    return await all_of(client.user.users(limit=1))


@makes("get-user-follows-list")
async def _(client):
    return await all_of(client.user.followed_lists(limit=1))


@makes("get-user-follows-manga-feed")
async def _(client):
    return await all_of(client.user.manga_chapters(limit=1))


# What it keeps


@makes("get-user-me")
async def _(client):
    return await client.user.fetch_user()


@makes("get-user-list")
async def _(client):
    return await all_of(client.user.lists(limit=1))


@makes("post-manga-id-list-listId")
async def _(client):
    await client.get_manga(ID).add_to_list(OTHER, order=0)


@makes("delete-manga-id-list-listId")
async def _(client):
    await client.get_manga(ID).remove_from_list(OTHER)


@makes("get-manga-status")
async def _(client):
    return await client.user.reading_statuses("reading")


@makes("get-manga-id-status")
async def _(client):
    manga = client.get_manga(ID)
    await manga.get_reading_status()
    return manga.reading_status


@makes("post-manga-id-status")
async def _(client):
    await client.get_manga(ID).set_reading_status(None)


@makes("get-manga-chapter-readmarkers")
async def _(client):
    chapter = client.get_chapter(ID)
    relationships = [{"id": OTHER, "type": "manga"}]
    chapter.parse({"id": ID, "type": "chapter", "attributes": {}, "relationships": relationships})
    await chapter.get_read()
    return chapter.read


@makes("post-manga-chapter-readmarkers")
async def _(client):
    await client.get_manga(ID).set_read([OTHER], update_history=True)


@makes("get-manga-chapter-readmarkers-2")
async def _(client):
    manga = client.get_manga(OTHER)
    manga.chapters.append(client.get_chapter(ID))
    await client.batch_manga_read(manga)
    return manga.chapters[0].read


@makes("get-reading-history")
async def _(client):
    return await client.user.history()


@makes("get-rating")
async def _(client):
    return await client.batch_ratings(ID)


@makes("post-rating-manga-id")
async def _(client):
    await client.get_manga(ID).rate(9)


@makes("delete-rating-manga-id")
async def _(client):
    await client.get_manga(ID).remove_rating()


# Numbers


@makes("get-statistics-manga-uuid")
async def _(client):
    return await client.get_manga(ID).get_statistics()


@makes("get-statistics-manga")
async def _(client):
    return await client.batch_manga_statistics(ID)


@makes("get-statistics-chapter-uuid")
async def _(client):
    return await client.get_chapter(ID).get_statistics()


@makes("get-statistics-chapters")
async def _(client):
    return await client.batch_chapter_statistics(ID)


@makes("get-statistics-group-uuid")
async def _(client):
    return await client.get_group(ID).get_statistics()


@makes("get-statistics-groups")
async def _(client):
    return await client.batch_group_statistics(ID)
