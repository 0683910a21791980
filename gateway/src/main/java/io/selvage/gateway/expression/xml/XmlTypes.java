package io.selvage.gateway.expression.xml;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

import io.selvage.gateway.expression.types.EnumDefinition;
import io.selvage.gateway.expression.types.EnumValue;
import io.selvage.gateway.expression.types.Evaluation;
import io.selvage.gateway.expression.types.Invocation;
import io.selvage.gateway.expression.types.TypeModule;
import io.selvage.gateway.expression.types.TypeRegistry;
import org.jspecify.annotations.Nullable;

/**
 * LINQ to XML for expressions, and as much of XmlReader as goes with it.
 */
public final class XmlTypes implements TypeModule {

	static final EnumDefinition NODE = EnumDefinition.of("System.Xml.XmlNodeType",
			"None, Element, Attribute, Text, CDATA, EntityReference, Entity, ProcessingInstruction, Comment, Document, "
					+ "DocumentType, DocumentFragment, Notation, Whitespace, SignificantWhitespace, EndElement, "
					+ "EndEntity, XmlDeclaration");

	private static final EnumDefinition LOAD = EnumDefinition.flags("System.Xml.Linq.LoadOptions",
			"None = 0, PreserveWhitespace = 1, SetBaseUri = 2, SetLineInfo = 4");

	private static final EnumDefinition SAVE = EnumDefinition.flags("System.Xml.Linq.SaveOptions",
			"None = 0, DisableFormatting = 1, OmitDuplicateNamespaces = 2");

	@Override
	public void register(TypeRegistry types) {
		XmlParser.load();
		types.enumeration(NODE);
		types.enumeration(LOAD);
		types.enumeration(SAVE);
		types.exception("System.Xml.XmlException", "System.SystemException");
		NameMembers.register(types);
		NodeMembers.register(types);
		ElementMembers.register(types);
		AttributeMembers.register(types);
		LeafMembers.register(types);
		NodeSequences.register(types);
		XmlReaderMembers.register(types);
	}

	static boolean preserves(EnumValue options) {
		return (options.value() & 1) != 0;
	}

	static boolean indents(EnumValue options) {
		return (options.value() & 1) == 0;
	}

	/** Writing a tree and reading one cost work by its size. */
	static String write(Evaluation evaluation, XNode node, boolean indented) {
		long length = XmlSizes.length(node, indented, 0);
		evaluation.stepFor(length, 1024);
		evaluation.produce(length);
		return node.toString(indented);
	}

	/** Pays for the clones that adding this content makes, and returns the content. */
	static @Nullable Object content(Invocation in, int argument) {
		Object content = in.argument(argument);
		Set<XNode> adopted = Collections.newSetFromMap(new IdentityHashMap<>());
		if (in.arguments()[0] instanceof XNode self && self.top() instanceof XNode top) {
			adopted.add(top);
		}
		XmlSizes.chargeClones(in.evaluation(), adopted, content);
		return content;
	}

}
