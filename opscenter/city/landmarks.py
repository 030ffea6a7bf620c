"""Places everybody in the city knows."""

from dataclasses import dataclass

from opscenter.city.road_names import texts


@dataclass(slots=True, frozen=True)
class Landmark:
    """One place: metres, Protomaps `kind`, first zoom."""

    kind: str
    name: dict[str, str]
    x: float
    y: float
    min_zoom: int


_PLAN = (
    ("peak", "Dragon's Back", "龍脊頂", "龙脊顶", 1600, 8000, 11),
    ("peak", "Old Man Hill", "老人山", "老人山", -2900, 7700, 11),
    ("peak", "Signal Peak", "訊號峰", "讯号峰", 600, -5000, 11),
    ("peak", "Cloud Terrace", "雲臺", "云台", 5400, 6500, 11),
    ("peak", "West Sentinel", "西屏山", "西屏山", -6600, 6000, 12),
    ("park", "Observatory Park", "天文臺公園", "天文台公园", 2350, 2750, 12),
    ("park", "Garden Hill", "園圃山", "园圃山", -4750, 3300, 12),
    ("hospital", "Meridian General Hospital", "子午總醫院", "子午总医院", -900, 1700, 13),
    ("hospital", "Pearl Flats Hospital", "珍珠坪醫院", "珍珠坪医院", 5600, 2900, 13),
    ("hospital", "Island Hospital", "島北醫院", "岛北医院", 2700, -3300, 13),
    ("hospital", "West Bay Hospital", "西灣醫院", "西湾医院", -7000, 2100, 13),
    ("university", "University of Port Meridian", "子午港大學", "子午港大学", -2300, 4000, 12),
    ("university", "Harbour Polytechnic", "海港理工學院", "海港理工学院", 2900, 1400, 13),
    ("stadium", "Kapok Stadium", "木棉體育場", "木棉体育场", -3600, 2600, 13),
    ("townhall", "City Hall", "市政廳", "市政厅", 150, 350, 13),
    ("aerodrome", "Port Meridian Airport", "子午港機場", "子午港机场", 9600, -800, 10),
    ("industrial", "Customs Port Container Terminal", "海關港貨櫃碼頭", "海关港货柜码头", -6000, -600, 12),
    ("ferry_terminal", "Central Piers", "中城碼頭", "中城码头", -300, -800, 13),
    ("ferry_terminal", "Island Pier", "島北碼頭", "岛北码头", -200, -2500, 13),
    ("museum", "Maritime Museum", "海事博物館", "海事博物馆", 1150, 150, 14),
    ("lighthouse", "Lighthouse Point", "燈塔岬", "灯塔岬", 5100, -4300, 13),
    ("beach", "Monsoon Beach", "季風灘", "季风滩", 8900, 3500, 13),
    ("power_plant", "Canal East Power Station", "運河東發電廠", "运河东发电厂", 5200, -300, 13),
    ("reservoir", "Dragon Pool Reservoir", "龍潭水塘", "龙潭水塘", 350, 6550, 12),
)


def landmarks() -> list[Landmark]:
    """All landmarks, most important first within their kind."""
    return [
        Landmark(kind, texts(en, hant, hans), float(x), float(y), zoom) for kind, en, hant, hans, x, y, zoom in _PLAN
    ]
