struct _underscore { 1: i32 _a, 2: i32 a_1, 3: i32 A1b2, 4: i32 __ }
struct lower { 1: i32 x }
struct UPPER { 1: lower low, 2: _underscore under }
struct structs { 1: i32 listed, 2: i32 mapping, 3: i32 i320, 4: i32 e10, 5: i32 truely }
enum enums { enumerated, falsey }
service services { void voided(1: i32 onewayish) }
