"""Classroom: hand an assignment out, collect it, grade it, give feedback, look at the class. No lesson imports it.

More than thirty files stand side by side: each step is a file by its name (`release`, `collect`, `grade`, `feedback`,
`report`), the others are what a step needs. They are started as files too (`worker`, `inside`, `startup`), in processes
that know no package, so folders would bring as many ways of importing.
"""
