enum Level { LOW = 1, HIGH = 10 }
const Level DEFAULT_LEVEL = Level.HIGH
const i32 NUMBER = Level.LOW
const list<Level> LEVELS = [Level.LOW, Level.HIGH]
const map<Level, string> NAMES = {Level.LOW: "low", Level.HIGH: "high"}
