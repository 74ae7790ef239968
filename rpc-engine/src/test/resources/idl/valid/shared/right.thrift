include "basics.thrift"
struct Right { 1: basics.Points points }
