from messages.repeats import repeated
from messages.result import Message
from tests.messages.samples import Samples, direct_messages, room_messages, texts_in


def test_whatever_is_sent_again_says_first_that_it_may_be_known() -> None:
    for message in (room_messages(Samples()) | direct_messages(Samples())).values():
        again = repeated(message)

        assert texts_in(again.blocks[:1])[0].startswith("You may have seen this already")
        assert again == Message(message.text, [again.blocks[0], *message.blocks])
