/** The file. */
namespace java demo.docs

/** A thing. */
struct Thing {
  /** Its number. */
  1: i32 number
  /**
   * Its name,
   * in two lines.
   */
  2: string name
  3: i32 bare
}

/**
 * Colors.
 */
enum Color {
  /** Like blood. */
  RED
  GREEN
}

/** An alias. */
typedef i32 Number
/** A limit. */
const i32 LIMIT = 5
/** It went wrong. */
exception Wrong { /** Why. */ 1: string why }

/** Does things. */
service Things {
  /** Finds one. */
  Thing find(/** which */ 1: i32 number)
  void bare()
}
