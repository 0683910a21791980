package io.selvage.reliability.level1;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * What the build noted of a test class.
 *
 * @param name the simple name of the class
 * @param tests how many tests ran
 * @param failures how many of them failed
 * @param skipped how many were skipped
 * @param figures the lines in which tests say what they measured, without the word
 * {@code GOAL}
 */
record TestReport(String name, int tests, int failures, int skipped, List<String> figures) {

	private static final String MARK = "GOAL ";

	static TestReport read(Path file) throws IOException {
		try {
			DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
			factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
			factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
			Element suite = factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement();
			String name = suite.getAttribute("name");
			return new TestReport(name.substring(name.lastIndexOf('.') + 1), number(suite, "tests"),
					number(suite, "failures") + number(suite, "errors"), number(suite, "skipped"), figures(suite));
		}
		catch (ParserConfigurationException | SAXException ex) {
			throw new IOException(file + " is not a report", ex);
		}
	}

	private static int number(Element suite, String attribute) {
		return Integer.parseInt(suite.getAttribute(attribute));
	}

	private static List<String> figures(Element suite) {
		List<String> figures = new ArrayList<>();
		NodeList outputs = suite.getElementsByTagName("system-out");
		for (int i = 0; i < outputs.getLength(); i++) {
			outputs.item(i)
				.getTextContent()
				.lines()
				.filter((line) -> line.startsWith(MARK))
				.forEach((line) -> figures.add(line.substring(MARK.length()).strip()));
		}
		return figures;
	}

}
