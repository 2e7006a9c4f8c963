"""Drives a LibreOffice that listens on a pipe; run by Debian's own Python, which has the module `uno`.

Reads one JSON request a line, {"open": path, "author": name, "steps": [[verb, argument, ...], ...], "save": path}, and
answers with a line {"read": [...]}: what the steps named `read` saw, as [style, text] of every paragraph and cell.
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
        self.sign(request.get("author", ""))
        url = uno.systemPathToFileUrl(request["open"])
        self.document = self.desktop.loadComponentFromURL(url, "_blank", 0, options(Hidden=True))
        try:
            seen = [getattr(self, verb)(*arguments) for verb, *arguments in request["steps"]]
            if request.get("save"):
                target = uno.systemPathToFileUrl(request["save"])
                self.document.storeToURL(target, options(FilterName=request.get("filter", "MS Word 2007 XML")))
            return {"read": [found for found in seen if found is not None]}
        finally:
            self.document.close(True)

    # Steps

    def track(self, on):
        self.document.RecordChanges = on

    def accept(self):
        self._dispatch("AcceptAllTrackedChanges")

    def reject(self):
        self._dispatch("RejectAllTrackedChanges")

    def read(self):
        found = []
        for paragraph in self._all(self.document.Text):
            if paragraph.supportsService("com.sun.star.text.TextTable"):
                found += [["cell", paragraph.getCellByName(name).String] for name in paragraph.CellNames]
            else:
                found.append([paragraph.ParaStyleName, paragraph.String])
        return found

    def replace(self, old, new):
        """The first occurrence, character for character as a person would type it: select, then type over."""
        self._find(old).String = new

    def insert_after(self, text, new):
        """A paragraph after the one that holds a text, as by the key for a new line at its end."""
        end = self._paragraph(text).End
        cursor = end.Text.createTextCursorByRange(end)
        end.Text.insertControlCharacter(cursor, PARAGRAPH_BREAK, False)
        end.Text.insertString(cursor, new, False)

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
        note = self.document.createInstance("com.sun.star.text.textfield.Annotation")
        note.Content = words
        found = self._find(text)
        found.Text.insertTextContent(found.End, note, False)

    def bold(self, text):
        self._find(text).CharWeight = 150.0

    # How

    def _dispatch(self, command):
        helper = self._make("com.sun.star.frame.DispatchHelper")
        helper.executeDispatch(self.document.CurrentController.Frame, f".uno:{command}", "", 0, ())

    def _all(self, text):
        items = text.createEnumeration()
        while items.hasMoreElements():
            yield items.nextElement()

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
            answer = desk.serve(json.loads(line))
        except Exception as error:
            answer = {"error": repr(error)}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


main()
