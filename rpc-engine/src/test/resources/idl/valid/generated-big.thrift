enum Kind0 {
  KIND0_0 = 2
  KIND0_1 = 53
  KIND0_2 = 104
}

/** Number 1. */
struct Type1 {
  1: string field0;
  2: string field1
  3: map<i32, Kind0> field2
  4: i16 field3,
  5: optional byte field4 (note = "4")
  6: required Kind0 field5
  7: byte field6 (note = "6")
  8: Kind0 field7 (note = "7")
  9: optional list<binary> field8,
}

/** Number 2. */
struct Type2 {
  1: Kind0 field0
  2: required Type1 field1;
  3: required Kind0 field2
  4: optional double field3 
}

/** Number 3. */
struct Type3 {
  1: map<i32, list<Type1>> field0,
  2: required Type2 field1;
  3: set<string> field2;
  4: i64 field3 (note = "3")
  5: optional string field4,
  6: map<string, byte> field5;
  7: i64 field6 
}

/** Number 4. */
struct Type4 {
  1: optional map<string, binary> field0;
  2: required set<string> field1 (note = "1")
  3: required list<map<string, map<i32, i16>>> field2 
  4: i16 field3,
  5: required string field4 (note = "4")
  6: required Type2 field5 
  7: string field6;
}

/** Number 5. */
struct Type5 {
  1: string field0
  2: i32 field1;
  3: bool field2
  4: Type4 field3
  5: required Kind0 field4 
  6: optional i64 field5,
  7: required byte field6;
}

enum Kind6 {
  KIND6_0 = 4
  KIND6_1 = 55
  KIND6_2
  KIND6_3
}

/** Number 7. */
struct Type7 {
  1: double field0 
  2: list<byte> field1,
  3: required map<string, list<Kind6>> field2 (note = "2")
  4: required Type4 field3 
  5: set<i64> field4 
  6: Type2 field5
  7: list<i32> field6 (note = "6")
  8: required double field7,
  9: i32 field8;
}

/** Number 8. */
struct Type8 {
  1: bool field0;
  2: required list<byte> field1;
  3: i16 field2;
  4: required string field3;
  5: optional list<i16> field4 
  6: binary field5 
}

/** Number 9. */
union Type9 {
  1: optional Type5 field0 
  2: byte field1 (note = "1")
  3: i32 field2 
  4: i64 field3 (note = "3")
  5: list<string> field4 
  6: map<string, set<i64>> field5 (note = "5")
  7: optional set<i64> field6 
  8: Kind0 field7;
  9: Type2 field8 
  10: byte field9 (note = "9")
}

/** Number 10. */
struct Type10 {
  1: optional list<bool> field0 
  2: byte field1 (note = "1")
  3: optional Type1 field2;
  4: required Type8 field3 (note = "3")
  5: Type7 field4 (note = "4")
  6: optional Type3 field5 (note = "5")
}

/** Number 11. */
struct Type11 {
  1: set<i32> field0;
  2: double field1
  3: i32 field2,
  4: set<i32> field3,
  5: i16 field4;
  6: list<binary> field5 
  7: string field6 (note = "6")
  8: optional i32 field7,
  9: required double field8
}

enum Kind12 {
  KIND12_0 = 4
  KIND12_1 = 55
  KIND12_2 = 108
}

/** Number 13. */
struct Type13 {
  1: map<i32, i64> field0
  2: i16 field1;
}

/** Number 14. */
struct Type14 {
  1: Type8 field0 (note = "0")
  2: optional list<bool> field1 
  3: optional set<string> field2
  4: set<i32> field3 (note = "3")
  5: byte field4;
  6: string field5,
  7: i32 field6
}

/** Number 15. */
struct Type15 {
  1: i64 field0,
  2: i16 field1,
  3: required set<string> field2
  4: i32 field3 (note = "3")
  5: optional binary field4
}

/** Number 16. */
struct Type16 {
  1: optional Kind12 field0 (note = "0")
  2: required Type7 field1,
  3: set<i64> field2 
  4: optional map<i32, set<i32>> field3
  5: required bool field4
  6: optional set<i64> field5,
  7: Type1 field6;
  8: binary field7
  9: required double field8 (note = "8")
  10: required i64 field9 
  11: required double field10;
}

/** Number 17. */
struct Type17 {
  1: required Kind6 field0 
  2: byte field1 
  3: optional Kind12 field2
  4: required i32 field3
  5: Kind12 field4,
  6: optional i16 field5
  7: optional list<set<i32>> field6 (note = "6")
  8: set<i64> field7 
}

enum Kind18 {
  KIND18_0 = 1
}

/** Number 19. */
struct Type19 {
  1: optional set<i64> field0
  2: Type7 field1;
}

/** Number 20. */
struct Type20 {
  1: optional list<list<Type17>> field0
}

/** Number 21. */
union Type21 {
  1: optional byte field0,
  2: list<binary> field1;
}

/** Number 22. */
struct Type22 {
  1: optional map<string, list<Type20>> field0 
  2: Type10 field1,
}

/** Number 23. */
struct Type23 {
  1: bool field0;
  2: required map<i32, Type21> field1;
  3: required list<binary> field2;
  4: map<i32, byte> field3;
  5: byte field4 (note = "4")
  6: optional map<string, i32> field5
  7: i64 field6,
  8: Type20 field7 (note = "7")
  9: required set<i64> field8,
  10: binary field9;
}

enum Kind24 {
  KIND24_0 = 2
}

/** Number 25. */
struct Type25 {
  1: optional i16 field0;
  2: required byte field1,
  3: double field2;
  4: map<i32, list<map<string, byte>>> field3;
  5: optional map<i32, string> field4,
  6: bool field5,
  7: i64 field6;
  8: required double field7;
  9: set<i64> field8;
  10: list<string> field9;
  11: Type9 field10;
}

/** Number 26. */
struct Type26 {
  1: string field0,
  2: required i64 field1;
  3: string field2
  4: Type2 field3 
  5: optional Type14 field4,
  6: optional i32 field5 
  7: byte field6,
  8: i32 field7
  9: optional i32 field8;
}

/** Number 27. */
struct Type27 {
  1: double field0 
  2: i32 field1;
  3: optional Type13 field2,
  4: string field3;
  5: optional string field4 (note = "4")
  6: optional map<i32, list<i16>> field5 (note = "5")
}

/** Number 28. */
struct Type28 {
  1: optional bool field0
  2: bool field1,
  3: Type16 field2;
  4: i64 field3 (note = "3")
  5: i32 field4 (note = "4")
  6: i64 field5;
  7: required map<i32, i32> field6 (note = "6")
  8: string field7,
  9: binary field8;
  10: string field9,
  11: double field10;
  12: required Kind6 field11
}

/** Number 29. */
struct Type29 {
  1: i32 field0,
  2: i32 field1,
  3: required binary field2 (note = "2")
  4: set<string> field3;
  5: map<i32, map<i32, i16>> field4;
  6: list<binary> field5,
  7: map<i32, i16> field6 (note = "6")
  8: optional string field7,
  9: required byte field8
  10: double field9;
  11: Kind24 field10 
  12: optional i64 field11;
}

enum Kind30 {
  KIND30_0
}

/** Number 31. */
struct Type31 {
  1: optional double field0;
  2: Type7 field1;
  3: binary field2
  4: byte field3 (note = "3")
  5: required double field4 (note = "4")
  6: double field5,
}

/** Number 32. */
struct Type32 {
  1: i32 field0
}

/** Number 33. */
struct Type33 {
  1: optional map<string, list<map<string, binary>>> field0 
  2: set<i64> field1,
  3: Type20 field2,
  4: optional byte field3 (note = "3")
  5: i16 field4 
  6: optional bool field5;
  7: required string field6
  8: byte field7 
  9: binary field8 
  10: binary field9 (note = "9")
  11: list<set<i64>> field10
  12: required i64 field11,
}

/** Number 34. */
struct Type34 {
  1: required i32 field0 
  2: i64 field1 (note = "1")
  3: string field2,
  4: Type14 field3
  5: optional map<i32, i32> field4;
  6: required i64 field5 
  7: i32 field6
  8: required Type11 field7;
  9: required list<Kind0> field8
  10: required double field9,
  11: i64 field10
  12: set<string> field11;
}

/** Number 35. */
struct Type35 {
  1: required bool field0;
  2: optional byte field1;
  3: Type5 field2 
}

enum Kind36 {
  KIND36_0 = 3
  KIND36_1
  KIND36_2
  KIND36_3
}

/** Number 37. */
struct Type37 {
  1: optional double field0 
  2: optional list<bool> field1;
  3: byte field2;
  4: required i16 field3 
  5: i16 field4;
  6: Type23 field5 (note = "5")
  7: i64 field6 
}

/** Number 38. */
union Type38 {
  1: binary field0 
  2: required bool field1;
  3: required string field2
}

/** Number 39. */
union Type39 {
  1: Type14 field0 (note = "0")
  2: optional Kind12 field1;
  3: Type2 field2;
  4: byte field3 
  5: map<i32, bool> field4,
  6: binary field5 (note = "5")
  7: required Type19 field6 (note = "6")
  8: double field7;
  9: optional bool field8 (note = "8")
  10: optional binary field9 (note = "9")
  11: optional set<string> field10;
  12: double field11;
}

/** Number 40. */
struct Type40 {
  1: optional Type2 field0
  2: double field1 (note = "1")
}

/** Number 41. */
struct Type41 {
  1: optional Type8 field0
}

enum Kind42 {
  KIND42_0 = 1
}

/** Number 43. */
struct Type43 {
  1: Type14 field0
  2: required Type16 field1 
  3: required set<string> field2;
  4: binary field3 
  5: required Type15 field4,
}

/** Number 44. */
struct Type44 {
  1: i16 field0,
}

/** Number 45. */
struct Type45 {
  1: list<bool> field0,
  2: optional Type37 field1
  3: required map<string, list<string>> field2,
  4: byte field3;
  5: bool field4,
  6: required double field5
  7: i64 field6 (note = "6")
}

/** Number 46. */
struct Type46 {
  1: required set<i32> field0;
  2: Type2 field1
  3: double field2,
  4: Type34 field3 
  5: optional Type37 field4 
  6: binary field5 
  7: i32 field6 
}

/** Number 47. */
struct Type47 {
  1: Kind42 field0,
  2: optional set<i32> field1
}

enum Kind48 {
  KIND48_0 = 3
  KIND48_1
  KIND48_2 = 111
  KIND48_3 = 162
  KIND48_4 = 213
  KIND48_5 = 265
}

/** Number 49. */
struct Type49 {
  1: i32 field0 (note = "0")
}

/** Number 50. */
union Type50 {
  1: optional set<i32> field0 (note = "0")
  2: required bool field1;
  3: string field2;
  4: list<i32> field3
  5: required bool field4
  6: required set<i64> field5,
  7: string field6 (note = "6")
  8: required i32 field7
  9: i32 field8 
  10: list<string> field9,
  11: binary field10;
}

/** Number 51. */
union Type51 {
  1: set<string> field0 
  2: required list<byte> field1 (note = "1")
  3: bool field2
  4: Type10 field3,
  5: list<i16> field4
  6: list<double> field5 
  7: set<i64> field6;
  8: i32 field7
  9: byte field8,
  10: optional byte field9 
  11: required string field10,
  12: i64 field11
}

/** Number 52. */
struct Type52 {
  1: optional set<i64> field0
  2: optional byte field1,
  3: optional list<Type13> field2
  4: required bool field3 (note = "3")
  5: bool field4
  6: required binary field5 
}

/** Number 53. */
struct Type53 {
  1: required map<string, Type10> field0,
  2: map<i32, byte> field1
  3: optional list<Type50> field2
  4: required string field3;
  5: bool field4,
  6: string field5 (note = "5")
  7: i32 field6;
  8: Kind48 field7 (note = "7")
  9: double field8 (note = "8")
  10: set<string> field9 (note = "9")
}

enum Kind54 {
  KIND54_0 = 3
  KIND54_1
  KIND54_2 = 110
  KIND54_3 = 162
  KIND54_4 = 214
  KIND54_5 = 267
}

/** Number 55. */
union Type55 {
  1: map<string, Type22> field0 
  2: i32 field1,
  3: byte field2 
}

/** Number 56. */
struct Type56 {
  1: list<list<i32>> field0
  2: string field1;
  3: string field2 
}

/** Number 57. */
union Type57 {
  1: required i16 field0,
  2: optional i32 field1;
  3: optional set<i64> field2 (note = "2")
  4: Type41 field3
  5: optional i64 field4
  6: optional string field5 
  7: required set<string> field6;
  8: Type26 field7 (note = "7")
  9: set<string> field8
  10: optional set<i32> field9
  11: required Type10 field10 
}

/** Number 58. */
union Type58 {
  1: set<string> field0 (note = "0")
  2: list<Type40> field1,
  3: required binary field2 
  4: byte field3 (note = "3")
  5: required Type16 field4,
  6: optional bool field5
}

/** Number 59. */
struct Type59 {
  1: required Kind6 field0 
  2: required list<map<i32, map<string, i16>>> field1 
  3: set<i64> field2 
  4: optional Type46 field3 
  5: string field4;
  6: required list<Type49> field5;
  7: required list<string> field6,
}

service Service0 {
  map<i32, i64> call0_0(1: Type20 p0)
  void call0_1(1: i64 p0, 2: set<i32> p1)
  void call0_2(1: set<i64> p0, 2: Kind42 p1, 3: byte p2, 4: Type16 p3)
  void call0_3(1: binary p0)
  void call0_4(1: list<byte> p0, 2: Type57 p1, 3: Type40 p2)
  set<i32> call0_5(1: Type47 p0)
  void call0_6(1: string p0, 2: i16 p1, 3: bool p2, 4: i16 p3)
  void call0_7(1: set<string> p0)
  Type31 call0_8(1: string p0, 2: map<i32, double> p1, 3: Type1 p2)
  bool call0_9()
}

service Service1 extends Service0 {
  void call1_0()
  void call1_1(1: double p0, 2: i32 p1)
  double call1_2(1: Type52 p0, 2: double p1)
  set<string> call1_3(1: map<string, map<string, list<double>>> p0, 2: list<byte> p1, 3: list<string> p2, 4: Type3 p3)
  void call1_4()
  void call1_5(1: map<string, Type40> p0, 2: Type44 p1, 3: Type43 p2, 4: bool p3)
  void call1_6()
  void call1_7(1: list<map<i32, i16>> p0, 2: list<Type16> p1, 3: set<i32> p2)
  void call1_8(1: Type37 p0, 2: map<i32, bool> p1, 3: set<string> p2)
  Type58 call1_9(1: string p0, 2: Kind42 p1, 3: map<string, list<Type5>> p2)
}

service Service2 extends Service1 {
  void call2_0()
  void call2_1()
  void call2_2(1: i32 p0, 2: i16 p1, 3: map<string, list<list<byte>>> p2)
  binary call2_3(1: map<i32, list<bool>> p0, 2: set<i64> p1)
  set<i32> call2_4(1: i16 p0, 2: map<string, Type20> p1)
  binary call2_5(1: byte p0)
  i16 call2_6(1: binary p0, 2: map<string, bool> p1, 3: Type41 p2)
  void call2_7(1: Type19 p0)
  void call2_8(1: string p0, 2: Type57 p1, 3: binary p2)
  bool call2_9(1: i16 p0, 2: Type52 p1)
}

service Service3 {
  void call3_0(1: map<string, byte> p0, 2: Type31 p1)
  list<i32> call3_1(1: string p0, 2: i32 p1, 3: map<i32, list<byte>> p2, 4: Type22 p3)
  list<i64> call3_2(1: Kind12 p0, 2: i32 p1, 3: i64 p2)
  double call3_3(1: set<i32> p0, 2: binary p1, 3: byte p2, 4: binary p3)
  list<bool> call3_4(1: Type1 p0, 2: i32 p1)
  map<string, Type13> call3_5(1: binary p0, 2: list<set<i32>> p1)
  bool call3_6(1: map<string, bool> p0)
  double call3_7(1: map<i32, set<i64>> p0, 2: byte p1, 3: list<double> p2)
  void call3_8(1: binary p0, 2: set<string> p1, 3: map<i32, i64> p2, 4: map<i32, map<i32, set<i32>>> p3)
  void call3_9()
}

service Service4 extends Service3 {
  void call4_0(1: Type28 p0, 2: list<double> p1)
  void call4_1(1: i16 p0, 2: i16 p1)
  void call4_2(1: map<i32, double> p0)
  set<i32> call4_3()
  void call4_4(1: map<string, set<string>> p0, 2: double p1, 3: i32 p2)
  void call4_5(1: set<string> p0, 2: i32 p1, 3: i64 p2)
  Kind18 call4_6(1: byte p0)
  void call4_7(1: map<i32, Type50> p0)
  Type13 call4_8(1: i32 p0, 2: map<string, map<i32, map<i32, string>>> p1)
  set<i32> call4_9(1: map<i32, double> p0)
}

service Service5 extends Service4 {
  void call5_0(1: double p0, 2: string p1, 3: i16 p2, 4: i16 p3)
  void call5_1(1: Type53 p0)
  binary call5_2(1: i32 p0)
  void call5_3()
  Type33 call5_4()
  Type22 call5_5(1: set<string> p0, 2: string p1)
  void call5_6(1: Type23 p0)
  void call5_7(1: Type28 p0, 2: map<i32, i32> p1)
  set<string> call5_8(1: list<byte> p0, 2: map<string, bool> p1, 3: Type34 p2, 4: i32 p3)
  void call5_9(1: bool p0, 2: i32 p1)
}

service Service6 {
  void call6_0(1: byte p0, 2: list<byte> p1, 3: i64 p2)
  byte call6_1(1: Type14 p0)
  set<i32> call6_2(1: bool p0, 2: map<string, Type38> p1, 3: set<i64> p2)
  bool call6_3(1: double p0, 2: list<set<i64>> p1)
  set<string> call6_4(1: i16 p0, 2: map<string, string> p1, 3: Kind0 p2, 4: i16 p3)
  void call6_5(1: Type14 p0, 2: string p1, 3: list<map<i32, set<i32>>> p2, 4: i64 p3)
  void call6_6(1: byte p0, 2: Type27 p1, 3: bool p2, 4: i64 p3)
  void call6_7()
  Type58 call6_8()
  i16 call6_9()
}

service Service7 extends Service6 {
  Type56 call7_0(1: Type17 p0, 2: byte p1, 3: list<binary> p2)
  void call7_1(1: double p0, 2: i64 p1, 3: Kind30 p2)
  void call7_2(1: string p0, 2: map<string, double> p1)
  i32 call7_3(1: i64 p0, 2: i32 p1, 3: bool p2, 4: byte p3)
  Type22 call7_4()
  Type53 call7_5(1: list<i32> p0, 2: map<i32, double> p1)
  i32 call7_6(1: binary p0, 2: i16 p1, 3: byte p2, 4: byte p3)
  i16 call7_7(1: set<i64> p0, 2: binary p1)
  Kind18 call7_8(1: string p0, 2: Kind0 p1)
  list<set<string>> call7_9(1: i64 p0, 2: set<string> p1, 3: Type37 p2)
}

