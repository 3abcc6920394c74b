"""The mistakes of rule texts, in English."""

EITHER = "{first} or {last}"

SUGGESTION = "Did you mean {names}?"

CATEGORIES = {
    "condition": "a condition",
    "name": "a name",
    "number": "a number",
    ",": "a comma",
    "comparison": "a comparison such as “<=”",
    "end": "the end",
}

MISTAKES = {
    "text.empty": "There is no rule yet. Write one, such as “bun is brioche”.",
    "text.long": "The text has {length} characters. Keep it within {most}.",
    "text.deep": "Parentheses and “not” are nested more than {most} deep. Split the rule in two.",
    "text.unclosed": "The quotation mark is not closed. Add another after the name.",
    "text.character": "{character} has no meaning here. Remove it.",
    "text.word": "{word} does not fit here. Expected {expected}.",
    "text.keyword": "{word} is a word of the language. To use it as a name, put it in quotes.",
    "text.end": "The text stops too early. Expected {expected}.",
    "parenthesis.open": "This parenthesis is not closed. Add “)”.",
    "parenthesis.extra": "This parenthesis closes nothing. Remove it, or add “(” before.",
    "number.form": "{word} is not a number. Write digits, such as 12 or 1.5.",
    "number.comma": "Write numbers without commas, such as 1200.",
    "number.size": "{word} is too long a number. Use at most {most} digits.",
    "number.zero": "{word} divides by zero. Use another number.",
    "number.outside": "{group} does not offer {number}.",
    "group.unknown": "There is no group {group}.",
    "group.copy": "{group} is one of several equal slots. Rules name all of them together.",
    "copies.counted": "{group} is in several equal slots. Count “units of” it instead.",
    "copies.table": "{group} is in several equal slots, so it cannot stand in a table. "
    "Write “{group} is” or “every of {group} with”.",
    "group.repeated": "{group} is listed twice. Remove one.",
    "option.unknown": "{group} has no option {option}.",
    "option.elsewhere": "{group} has no option {option}; {other} has.",
    "amount.unknown": "{option} is not offered as {amount}.",
    "attribute.unknown": "The options of {group} have no attribute {attribute}.",
    "word.unknown": "{attribute} is never {word}.",
    "word.only": "{attribute} is never anything but {word}, so nothing is left to test.",
    "kind.is": "Several options of {group} can be chosen. Write “has” instead of “is”.",
    "kind.has": "Only one option of {group} can be chosen. Write “is” instead of “has”.",
    "kind.has_number": "{group} is a number. Write “is” and a number instead of “has”.",
    "kind.taken": "{group} is a number, which cannot be “taken”. Write “is not none”.",
    "kind.counted": "Options are counted only where several can be chosen; {group} takes one.",
    "kind.table": "Several options of {group} can be chosen, so it cannot stand in a table.",
    "kind.options": "{group} is a number, and has no attributes.",
    "kind.value": "{group} is not a number. Write “units of” instead of “value of”.",
    "attribute.flag": "{attribute} is yes or no. Write its name alone, or “not” before it.",
    "attribute.not_flag": "{attribute} is not yes or no. Add “is” or a comparison.",
    "attribute.not_number": "{attribute} is not a number, so it cannot be compared or added up.",
    "attribute.not_numeric": "{attribute} is a number. Compare it with one instead of {word}.",
    "attribute.words": "{attribute} is a set of words. Write “include” instead of “is”.",
    "attribute.not_words": "{attribute} is no set of words. Write “is” instead of “include”.",
    "attribute.no_word": "{attribute} holds no words, so nothing can be among them.",
    "count.whole": "{word} cannot count options. Use a whole number from 0.",
    "count.order": "{least} is more than {most}. Put the smaller number first.",
    "table.width": "The row needs {groups} answers, one for each group. It has {cells}.",
    "sum.constant": "Both sides are fixed numbers. Add up an attribute, such as “kcal of bun”.",
    "condition.rule": "This is a whole rule. Write only the condition, such as “bun is brioche”.",
}
