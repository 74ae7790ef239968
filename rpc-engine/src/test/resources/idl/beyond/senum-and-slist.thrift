// Apache Thrift dropped both long ago; files that have them are still about.
senum Season { "spring", "summer"; "autumn" "winter" }
struct Old { 1: Season season = "spring", 2: slist list }
