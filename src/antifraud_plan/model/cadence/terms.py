"""The words a cadence is made of: periods, measures, anchors, vague words, delays."""

from enum import Enum


class Period(Enum):
    """A stretch of time that comes again (周期)."""

    DAY = "日"
    WEEK = "周"
    MONTH = "月"
    QUARTER = "季度"
    SEMESTER = "学期"
    HALF_YEAR = "半年"
    SCHOOL_YEAR = "学年"
    YEAR = "年"


class CountUnit(Enum):
    """What is counted: 次 occasions, 课时 lessons."""

    TIMES = "次"
    LESSONS = "课时"


class Per(Enum):
    """For whom a minimum counts anew; a school where nothing is said."""

    SCHOOL = "每校"
    CLASS = "每班"
    DORMITORY = "每个寝室"
    PERSON = "每人"
    EACH = "逐一"


class Anchor(Enum):
    """A point of the school year or a public event that a duty hangs on (节点)."""

    FIRST_LESSON = "开学第一课"
    AUTUMN_OPENING = "秋季开学"
    SPRING_OPENING = "春季开学"
    OPENING = "开学"
    NEW_STUDENTS = "新生入学"
    MILITARY_TRAINING = "新生军训"
    SEMESTER_END = "期末"
    BEFORE_VACATION = "放假前"
    LEAVING = "学生离校"
    HOLIDAYS = "节假日"
    PUBLIC_HOLIDAYS = "法定节假日"
    WINTER_VACATION = "寒假"
    SUMMER_VACATION = "暑假"
    NEW_YEAR = "元旦"
    SPRING_FESTIVAL = "春节"
    QINGMING = "清明"
    LABOUR_DAY = "劳动节"
    CHILDREN_DAY = "六一"
    DRAGON_BOAT = "端午"
    MID_AUTUMN = "中秋"
    NATIONAL_DAY = "国庆"
    YEAR_BEGINNING = "年初"
    YEAR_END = "年底"


class Vagueness(Enum):
    """A word that asks for something without saying when; a county may give its reading."""

    PERIODICALLY = "定期"
    IRREGULARLY = "不定期"
    ROUTINELY = "常态化"
    PROMPTLY = "及时"
    ON_TIME = "按时"
    LONG_TERM = "长期"
    CONTINUOUSLY = "持续"
    PERMANENTLY = "永久"
    AS_FITTING = "适当"
    OFTEN = "经常"
    AT_ANY_TIME = "随时"
    AT_FITTING_TIMES = "适时"


class Promptness(Enum):
    """How soon something must follow an event, in a word."""

    IMMEDIATELY = "立即"
    FIRST_OF_ALL = "第一时间"
    PROMPTLY = "及时"
    SAME_DAY = "当日"
    BY_SET_DATE = "限期"


class DelayUnit(Enum):
    """The unit of a delay after an event."""

    HOURS = "小时"
    DAYS = "日"
    WORKING_DAYS = "个工作日"
    MONTHS = "个月"
