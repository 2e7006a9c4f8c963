"""Drives a LibreOffice that listens on a pipe; run by Debian's own Python, which has the module `uno`.

Reads one JSON request a line, {"open": path, "author": name, "steps": [[verb, argument, ...], ...], "save": path}, and
answers with a line {}, or with {"error": what went wrong}.
"""

import json
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.text.ControlCharacter import PARAGRAPH_BREAK


def connect(pipe):
    resolver = uno.getComponentContext().ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    for _ in range(300):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.1)
    raise SystemExit("LibreOffice does not answer")


def options(**values):
    return tuple(PropertyValue(name, 0, value, 0) for name, value in values.items())


class Desk:
    """One LibreOffice."""

    def __init__(self, context):
        self.context = context
        self.manager = context.ServiceManager
        self.desktop = self._make("com.sun.star.frame.Desktop")

    def _make(self, name, *arguments):
        if arguments:
            return self.manager.createInstanceWithArgumentsAndContext(name, arguments, self.context)
        return self.manager.createInstanceWithContext(name, self.context)

    def sign(self, author):
        provider = self._make("com.sun.star.configuration.ConfigurationProvider")
        path = PropertyValue("nodepath", 0, "/org.openoffice.UserProfile/Data", 0)
        data = provider.createInstanceWithArguments("com.sun.star.configuration.ConfigurationUpdateAccess", (path,))
        data.setPropertyValue("givenname", author)
        data.commitChanges()

    def serve(self, request):
        self.sign(request["author"])
        url = uno.systemPathToFileUrl(request["open"])
        self.document = self.desktop.loadComponentFromURL(url, "_blank", 0, options(Hidden=True))
        try:
            for verb, *arguments in request["steps"]:
                getattr(self, verb)(*arguments)
            target = uno.systemPathToFileUrl(request["save"])
            self.document.storeToURL(target, options(FilterName="MS Word 2007 XML"))
        finally:
            self.document.close(True)

    # Steps

    def track(self, on):
        self.document.RecordChanges = on

    def accept(self):
        self._dispatch("AcceptAllTrackedChanges")

    def reject(self):
        self._dispatch("RejectAllTrackedChanges")

    def replace(self, old, new):
        """The first occurrence, character for character as a person would type it: select, then type over."""
        self._find(old).String = new

    def insert_after(self, text, new):
        """A paragraph after the one that holds a text, as by the key for a new line at its end."""
        end = self._paragraph(text).End
        cursor = end.Text.createTextCursorByRange(end)
        end.Text.insertControlCharacter(cursor, PARAGRAPH_BREAK, False)
        end.Text.insertString(cursor, new, False)

    def part(self, text):
        """A paragraph in two, before a text."""
        start = self._find(text).Start
        start.Text.insertControlCharacter(start, PARAGRAPH_BREAK, False)

    def delete(self, text):
        """The whole paragraph that holds a text, with its end."""
        cursor = self._cursor(text)
        cursor.gotoNextParagraph(True)
        cursor.String = ""

    def delete_end(self, text):
        """The end of a paragraph, so that the next one joins it."""
        cursor = self._cursor(text)
        cursor.gotoEndOfParagraph(False)
        cursor.goRight(1, True)
        cursor.String = ""

    def unmark(self, name):
        mark = self.document.Bookmarks.getByName(name)
        mark.Anchor.Text.removeTextContent(mark)

    def table_after(self, text):
        end = self._paragraph(text).End
        table = self.document.createInstance("com.sun.star.text.TextTable")
        table.initialize(2, 2)
        end.Text.insertTextContent(end, table, False)
        table.getCellByName("A1").String = "붙여 넣은 표"

    def comment(self, text, words):
        self.document.CurrentController.select(self._find(text))
        self._dispatch("InsertAnnotation", Text=words)

    def bold(self, text):
        self._find(text).CharWeight = 150.0

    # How

    def _dispatch(self, command, **values):
        helper = self._make("com.sun.star.frame.DispatchHelper")
        helper.executeDispatch(self.document.CurrentController.Frame, f".uno:{command}", "", 0, options(**values))

    def _find(self, text):
        search = self.document.createSearchDescriptor()
        search.SearchString, search.SearchCaseSensitive = text, True
        found = self.document.findFirst(search)
        if found is None:
            raise LookupError(text)
        return found

    def _paragraph(self, text):
        cursor = self._cursor(text)
        cursor.gotoEndOfParagraph(True)
        return cursor

    def _cursor(self, text):
        found = self._find(text)
        cursor = found.Text.createTextCursorByRange(found.Start)
        cursor.gotoStartOfParagraph(False)
        return cursor


def main():
    desk = Desk(connect(sys.argv[1]))
    for line in sys.stdin:
        try:
            desk.serve(json.loads(line))
            answer = {}
        except Exception as error:
            answer = {"error": repr(error)}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


main()
