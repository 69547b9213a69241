"""The words that invented titles and names are made of."""

from __future__ import annotations

from typing import NamedTuple


class Concept(NamedTuple):
    """One notion in the languages that titles come in.

    Attributes:
        en: English, and so on: the field names are language codes, `-` written as `_`.
    """

    en: str
    ja_ro: str
    ja: str
    ko: str
    zh: str
    es: str
    fr: str
    ru: str


CONCEPTS = (
    Concept("Lantern", "Akari", "灯り", "등불", "灯笼", "Farol", "Lanterne", "Фонарь"),
    Concept("Harbour", "Minato", "港", "항구", "海港", "Puerto", "Port", "Гавань"),
    Concept("Winter", "Fuyu", "冬", "겨울", "冬天", "Invierno", "Hiver", "Зима"),
    Concept("Mirror", "Kagami", "鏡", "거울", "镜子", "Espejo", "Miroir", "Зеркало"),
    Concept("Rain", "Ame", "雨", "비", "雨水", "Lluvia", "Pluie", "Дождь"),
    Concept("Clockmaker", "Tokeiya", "時計屋", "시계공", "钟匠", "Relojero", "Horloger", "Часовщик"),
    Concept("Garden", "Niwa", "庭", "정원", "花园", "Jardín", "Jardin", "Сад"),
    Concept("Whale", "Kujira", "鯨", "고래", "鲸鱼", "Ballena", "Baleine", "Кит"),
    Concept("Letter", "Tegami", "手紙", "편지", "书信", "Carta", "Lettre", "Письмо"),
    Concept("Forest", "Mori", "森", "숲", "森林", "Bosque", "Forêt", "Лес"),
    Concept("Baker", "Pan-ya", "パン屋", "제빵사", "面包师", "Panadero", "Boulanger", "Пекарь"),
    Concept("Moon", "Tsuki", "月", "달", "月亮", "Luna", "Lune", "Луна"),
    Concept("Staircase", "Kaidan", "階段", "계단", "楼梯", "Escalera", "Escalier", "Лестница"),
    Concept("Fox", "Kitsune", "狐", "여우", "狐狸", "Zorro", "Renard", "Лиса"),
    Concept("Train", "Kisha", "汽車", "기차", "火车", "Tren", "Train", "Поезд"),
    Concept("Umbrella", "Kasa", "傘", "우산", "雨伞", "Paraguas", "Parapluie", "Зонт"),
    Concept("Island", "Shima", "島", "섬", "岛屿", "Isla", "Île", "Остров"),
    Concept("Violin", "Baiorin", "バイオリン", "바이올린", "小提琴", "Violín", "Violon", "Скрипка"),
    Concept("Bridge", "Hashi", "橋", "다리", "桥梁", "Puente", "Pont", "Мост"),
    Concept("Thread", "Ito", "糸", "실", "丝线", "Hilo", "Fil", "Нить"),
    Concept("Snail", "Katatsumuri", "蝸牛", "달팽이", "蜗牛", "Caracol", "Escargot", "Улитка"),
    Concept(
        "Observatory",
        "Tenmondai",
        "天文台",
        "천문대",
        "天文台",
        "Observatorio",
        "Observatoire",
        "Обсерватория",
    ),
    Concept("Pepper", "Koshou", "胡椒", "후추", "胡椒", "Pimienta", "Poivre", "Перец"),
    Concept("Door", "Tobira", "扉", "문", "大门", "Puerta", "Porte", "Дверь"),
    Concept("Sparrow", "Suzume", "雀", "참새", "麻雀", "Gorrión", "Moineau", "Воробей"),
    Concept("Salt", "Shio", "塩", "소금", "盐", "Sal", "Sel", "Соль"),
)

# Main title of a pair of concepts: first and second, in the word order of the language.
TITLE_FORMS = {
    "en": "The {0} of the {1}",
    "ja-ro": "{1} no {0}",
    "ja": "{1}の{0}",
    "ko": "{1}의 {0}",
    "zh": "{1}的{0}",
    "es": "{0} y {1}",
    "es-la": "{1} y {0}",
    "fr": "{0} et {1}",
    "ru": "{0} и {1}",
}

GIVEN_NAMES = (
    "Haruto", "Sayo", "Minsu", "Yeonhwa", "Liang", "Meiyin", "Teo", "Ilse", "Marisol", "Odile",
    "Kazuho", "Nanae", "Shun", "Tomoka", "Bohdan", "Ysolde", "Renji", "Asuna", "Perrin", "Zofia",
)  # fmt: skip
FAMILY_NAMES = (
    "Amagiri", "Kuroswan", "Bakhill", "Tsukimori", "Velarde", "Hwangbo", "Nettleworth", "Oribe", "Quillon",
    "Shirahama", "Tanzer", "Umekawa", "Wexcombe", "Yonezu-Hart", "Zhongli", "Ferrosa", "Kagerou", "Lumière",
)  # fmt: skip
GROUP_NAMES = (
    "Paper Kettle", "Night Ferry", "Seven Commas", "Ink & Anchor", "Moth Club", "Tin Whistle", "Left Margin",
    "Quiet Gutter", "Soft Panel", "Blue Eraser", "Lost Umbrella", "Second Draft", "Half Moon", "Bread Crumb",
)  # fmt: skip
GROUP_ENDINGS = ("Scans", "Translations", "Collective", "Readers", "Works", "Studio")
USER_NAMES = (
    "inkwell",
    "papercrane",
    "marginalia",
    "slowreader",
    "teapot",
    "halftone",
    "gutterfox",
    "speedlines",
)

CHAPTER_TITLES = (
    "A Door Left Open", "The Second Bell", "What the Fox Said", "Low Tide", "Salt &amp; Pepper",
    "Nobody's Umbrella", "Letters to the North", "The Long Staircase", "Rehearsal", "Before the Rain",
    "A Borrowed Name", "Homecoming",
)  # fmt: skip

DESCRIPTIONS = {
    "en": (
        "When {name} finds an old {0} behind the {1}, the quiet town turns out to be anything but quiet.",
        (
            "{name} repairs a {0} for a living. One evening somebody brings in a {1} that should not exist."
            "\n\n---\n\n**Notes:**\n- Told in *short* episodes\n- [Author&#039;s page](https://example.org/{slug})"
        ),
        "A story about a {0}, a {1} &amp; the people in between &mdash; told without hurry.",
    ),
    "es": ("{name} encuentra algo inesperado y nada vuelve a ser igual.",),
    "fr": ("{name} découvre un secret que la ville entière préférait oublier.",),
    "pt-br": ("{name} descobre um segredo que muda a cidade inteira.",),
    "ja": ("静かな町で、{name}は思いがけないものを見つける。",),
    "ru": ("{name} находит то, чего не должно быть.",),
}

TAGS = {
    "format": (
        "4-Koma", "Adaptation", "Anthology", "Award Winning", "Doujinshi", "Fan Colored", "Full Color",
        "Long Strip", "Official Colored", "Oneshot", "Self-Published", "Web Comic",
    ),
    "genre": (
        "Action", "Adventure", "Comedy", "Crime", "Drama", "Fantasy", "Historical", "Horror", "Isekai",
        "Magical Girls", "Mecha", "Medical", "Mystery", "Philosophical", "Psychological", "Romance", "Sci-Fi",
        "Slice of Life", "Sports", "Superhero", "Thriller", "Tragedy", "Wuxia", "Boys' Love", "Girls' Love",
    ),
    "theme": (
        "Aliens", "Animals", "Cooking", "Delinquents", "Demons", "Ghosts", "Gyaru", "Harem", "Mafia", "Magic",
        "Martial Arts", "Military", "Monsters", "Music", "Ninja", "Office Workers", "Police",
        "Post-Apocalyptic",
        "Reincarnation", "Samurai", "School Life", "Supernatural", "Survival", "Time Travel",
        "Traditional Games",
        "Vampires", "Video Games", "Villainess", "Virtual Reality", "Zombies", "Childhood Friends",
        "Gardening",
        "Lighthouses", "Libraries", "Railways", "Seafaring", "Weather",
    ),
    "content": ("Gore", "Strong Language", "Violence"),
}  # fmt: skip
