"""Sentences in several scripts, against what a person wrote down: | stands where one ends and the next begins."""

import pytest
from standpoint.case.essay import forms_near, occurrences, parse, sentences
from standpoint.case.sentences import count_words, ends_with_stop, sentence_starts, without_marks

CUT = {
    "English": "He said no. |All left. |See no. 5 of it. |Mr. Hall and J. Smith came at 5 p.m. |“Why?” he asked. |"
    "“Go.” |Then he left... |Nobody (not even she!) spoke.",
    "left out": "The port [...] Harbour is old. |[...] It was built long ago. |(…) Nobody knows. |He saw [...] Paris.",
    "a list in a line": "1. The port pays. |2. The town pays.",
    "German": "Herr Dr. Müller sprach am 3. Oktober: „Wir bauen z. B. Brücken, d.h. zwei.“ |Überall! |»Nein.« |"
    "»Doch.« |Das kostet ca. 5 Mio. Euro bis 2024. |Österreich zahlt nicht. |Nr. 5 gilt.",
    "Spanish": "El Sr. Núñez llegó. |¿Quién paga? |¡Nadie! |—No lo sé —dijo Ana—. |Es la p. 5. |—¿Y tú? |Él calló.",
    "French": "« Oui. » |Il partit. |«\u00a0Non\u00a0!\u00a0» |Élise resta. |M. Dupont vint. |À cinq heures il partit.",
    "Russian": "— Ну? — спросил он. — Да. |Пошли. |В 2024 г. |Мэр сказал: «Мост нужен!» |Ул. Мира, т.е. Север.",
    "Ukrainian": "Мер сказав: «Міст потрібен!» |Рада не погодилась. |Див. протокол № 5. |Її немає. |Є й інші.",
    "Greek": "Ο κ. Παπάς είπε όχι. |Τι θέλει; |Ναι. |Έφυγε στις 5, π.χ. Χθες.",
    "Chinese": "市长说：“我们需要桥。”|他走了。|真的吗？|是的！|好。",
    "Arabic": "قال العمدة: «نريد جسرا.» |هل توافق؟ |نعم. |د. محمد رفض.",
    "Hindi": "पुल पुराना है। |क्या करें? |नया बनाओ।",
    "Georgian": "ხიდი ძველია. |ვინ იხდის? |არავინ.",
}


@pytest.mark.parametrize("name", CUT)
def test_sentences_are_cut_where_a_reader_cuts_them(name):
    wanted = [words.strip() for words in CUT[name].split("|")]
    text = CUT[name].replace("|", "")
    starts = sentence_starts(text)
    assert [text[a:b].strip() for a, b in zip(starts, [*starts[1:], len(text)])] == wanted
    essay = parse(f"{text}\n\n{text}")
    assert list(sentences(essay)["text"]) == wanted * 2
    assert all(essay.text[row.start : row.end] == row.text for row in sentences(essay).itertuples())


def test_headings_and_paragraphs_in_other_scripts():
    for line in ("桥怎么办？", "他走了。", "من يدفع؟", "« Non ! »", "(It is old.)", "पुल पुराना है।", "Τι θέλει;"):
        assert ends_with_stop(line), line
    for line in ("关于桥", "الجسر", "Der Streit", "The Dispute:", "Two (2024)", "; "):
        assert not ends_with_stop(line), line


def test_words_are_counted_and_mentions_found_where_words_touch():
    assert [count_words(t) for t in ("The port pays.", "我们需要桥", "Der Hafen  zahlt", "")] == [3, 3, 3, 0]
    essay = parse("市长说我们需要桥。市长走了。")
    assert list(occurrences(essay, ["市长"])["start"]) == [0, 9]
    assert len(occurrences(parse("The ports and the port."), ["port"])) == 1


def test_forms_of_a_name_are_offered():
    essay = parse("Дніпро тече. Над Дніпром міст. У Києві раді Дніпру. Київ і Києва нема. Ports and port, Porter.")
    assert forms_near(essay, ["Дніпро"]) == {"Дніпром": 1, "Дніпру": 1}
    assert forms_near(essay, ["Київ"]) == {"Києва": 1, "Києві": 1}
    assert forms_near(essay, ["port", "Міст", "三"]) == {}
    assert forms_near(parse("قال العمدة نعم. وذهب للعمدة."), ["العمدة"]) in ({}, {"للعمدة": 1})


def test_a_script_that_marks_no_sentences_is_named():
    assert without_marks("สะพานเก่ามาก ใครจะจ่าย") == "Thai" and without_marks("The bridge is old.") == ""
