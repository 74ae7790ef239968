const uuid ID = "1234"
