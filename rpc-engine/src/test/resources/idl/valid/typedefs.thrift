typedef i64 Id
typedef Id UserId
typedef list<UserId> UserIds
typedef map<string, UserIds> Groups
struct User { 1: UserId id, 2: UserIds friends, 3: Groups groups }
typedef User Person
enum Color { RED }
typedef Color Colour
struct Owner { 1: Person person, 2: Colour colour, 3: list<Person> others }
