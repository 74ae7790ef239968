cpp_include "<unordered_map>"
cpp_include "my/map.h"
struct Here { 1: i32 a }
