"""The draw on engines that hold more bodies than the core is asked to: one list, to the letter, from whichever."""
