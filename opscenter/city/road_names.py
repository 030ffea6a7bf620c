"""Names of roads in English and both Chinese scripts, by seedless rules: the same road has the same name for ever."""

_WORDS: tuple[tuple[str, str, str], ...] = (
    ("Meridian", "子午", "子午"),
    ("Lantern", "燈籠", "灯笼"),
    ("Signal", "訊號", "讯号"),
    ("Banyan", "榕樹", "榕树"),
    ("Pearl", "珍珠", "珍珠"),
    ("Compass", "羅盤", "罗盘"),
    ("Kapok", "木棉", "木棉"),
    ("Tide", "潮汐", "潮汐"),
    ("Granite", "花崗", "花岗"),
    ("Customs", "海關", "海关"),
    ("Observatory", "天文", "天文"),
    ("Junk", "帆船", "帆船"),
    ("Egret", "白鷺", "白鹭"),
    ("Cathay", "華夏", "华夏"),
    ("Lotus", "蓮花", "莲花"),
    ("Harbour", "海港", "海港"),
    ("Camphor", "樟木", "樟木"),
    ("Temple", "廟宇", "庙宇"),
    ("Anchor", "船錨", "船锚"),
    ("Bamboo", "竹林", "竹林"),
    ("Ferry", "渡輪", "渡轮"),
    ("Phoenix", "鳳凰", "凤凰"),
    ("Market", "市集", "市集"),
    ("Dragon", "龍脊", "龙脊"),
    ("Orchid", "蘭花", "兰花"),
    ("Pagoda", "寶塔", "宝塔"),
    ("Silk", "絲綢", "丝绸"),
    ("Lighthouse", "燈塔", "灯塔"),
    ("Monsoon", "季風", "季风"),
    ("Jade", "翡翠", "翡翠"),
    ("Maple", "楓樹", "枫树"),
    ("Salt", "鹽田", "盐田"),
    ("Willow", "楊柳", "杨柳"),
    ("Crane", "仙鶴", "仙鹤"),
    ("Mercury", "水星", "水星"),
    ("Plum", "梅花", "梅花"),
    ("Tea", "茶園", "茶园"),
)
_SUFFIXES = (
    ("Road", "道", "道"),
    ("Avenue", "大道", "大道"),
    ("Praya", "海旁道", "海旁道"),
    ("Street", "街", "街"),
    ("Lane", "里", "里"),
)
_MOTORWAY_NAMES = {
    "ring": ("Harbour Ring Expressway", "海港環城公路", "海港环城公路"),
    "west": ("West Coast Expressway", "西岸公路", "西岸公路"),
    "east": ("Airport Expressway", "機場公路", "机场公路"),
    "north": ("Dragon Pass Tunnel Road", "龍門隧道公路", "龙门隧道公路"),
    "port": ("Port Link", "港口連接路", "港口连接路"),
    "tunnel": ("Meridian Harbour Tunnel", "子午海底隧道", "子午海底隧道"),
    "ramp": ("Slip Road", "支路", "支路"),
}


def texts(english: str, traditional: str, simplified: str) -> dict[str, str]:
    """One name by language, keyed as LanguageProperty and basemap attributes are."""
    return {"en": english, "zh-Hant": traditional, "zh-Hans": simplified}


def motorway_name(key: str) -> dict[str, str]:
    """The name of a motorway, tunnel or slip road of the plan."""
    return texts(*_MOTORWAY_NAMES[key])


def street_name(direction: int, number: int) -> dict[str, str]:
    """`direction` 0 east-west arterials, 1 north-south, 2 waterfront and foothill roads, 3 streets in the blocks."""
    word = _WORDS[(number * 7 + direction * 13) % len(_WORDS)]
    if direction == 3:
        suffix = _SUFFIXES[3 + number % 3 // 2]
    else:
        suffix = _SUFFIXES[direction]
    return texts(f"{word[0]} {suffix[0]}", word[1] + suffix[1], word[2] + suffix[2])
