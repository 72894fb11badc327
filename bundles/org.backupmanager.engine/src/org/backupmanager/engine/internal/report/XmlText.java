package org.backupmanager.engine.internal.report;

import java.io.StringWriter;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A document of elements in lines, readable for people too. What XML cannot hold stands as {@code \xHH}. */
final class XmlText {

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter out;
    private int depth;

    /** @param root name of the outermost element */
    XmlText(String root) {
        try {
            out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            out.writeStartDocument("UTF-8", "1.0");
            begin(root);
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("memory cannot fail", impossible);
        }
    }

    /** An element that holds others begins. */
    XmlText begin(String name) {
        try {
            line();
            out.writeStartElement(name);
            depth++;
            return this;
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("memory cannot fail", impossible);
        }
    }

    /** The element that began last ends. */
    XmlText end() {
        try {
            depth--;
            line();
            out.writeEndElement();
            return this;
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("memory cannot fail", impossible);
        }
    }

    /** An element that holds this value. */
    XmlText add(String name, Object value) {
        try {
            line();
            out.writeStartElement(name);
            out.writeCharacters(clean(value.toString()));
            out.writeEndElement();
            return this;
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("memory cannot fail", impossible);
        }
    }

    private void line() throws XMLStreamException {
        out.writeCharacters("\n" + "  ".repeat(depth));
    }

    /** The whole document; nothing can be added afterwards. */
    String done() {
        try {
            end();
            out.writeEndDocument();
            out.close();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("memory cannot fail", impossible);
        }
        return text.append('\n').toString();
    }

    private static String clean(String value) {
        if (value.codePoints().allMatch(XmlText::fits)) {
            return value;
        }
        var safe = new StringBuilder(value.length() + 8);
        value.codePoints().forEach(c -> {
            if (fits(c)) {
                safe.appendCodePoint(c);
            } else {
                safe.append(String.format(c < 0x100 ? "\\x%02x" : "\\u%04X", c));
            }
        });
        return safe.toString();
    }

    /** Control characters that XML could hold are left out too: a reader may change them. */
    private static boolean fits(int c) {
        return !Character.isISOControl(c) && (c < 0xD800 || c > 0xDFFF) && c != 0xFFFE && c != 0xFFFF;
    }
}
