package io.selvage.gateway.expression.xml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

import io.selvage.gateway.expression.types.Invocation;
import io.selvage.gateway.expression.types.Sequences;
import io.selvage.gateway.expression.types.TypeRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Declares the extension methods of System.Xml.Linq.Extensions.
 */
final class NodeSequences {

	private NodeSequences() {
	}

	static void register(TypeRegistry types) {
		types.defineStatic("System.Xml.Linq.Extensions")
			.call("static IEnumerable<XElement> Elements<T>(this IEnumerable<T> source)",
					(in) -> collect(in, XContainer.class, (container) -> container.elements(null)))
			.call("static IEnumerable<XElement> Elements<T>(this IEnumerable<T> source, XName name)",
					(in) -> collect(in, XContainer.class,
							(container) -> NodeMembers.named(container.elements(name(in)), name(in))))
			.call("static IEnumerable<XElement> Descendants<T>(this IEnumerable<T> source)",
					(in) -> collect(in, XContainer.class, (container) -> container.descendants(null)))
			.call("static IEnumerable<XElement> Descendants<T>(this IEnumerable<T> source, XName name)",
					(in) -> collect(in, XContainer.class,
							(container) -> NodeMembers.named(container.descendants(name(in)), name(in))))
			.call("static IEnumerable<XElement> DescendantsAndSelf(this IEnumerable<XElement> source)",
					(in) -> collect(in, XElement.class, (element) -> joined(element, element.descendants(null))))
			.call("static IEnumerable<XElement> DescendantsAndSelf(this IEnumerable<XElement> source, XName name)",
					(in) -> collect(in, XElement.class,
							(element) -> only(joined(element, element.descendants(null)), name(in))))
			.call("static IEnumerable<XElement> AncestorsAndSelf(this IEnumerable<XElement> source, XName name)",
					(in) -> collect(in, XElement.class,
							(element) -> only(joined(element, element.ancestors(null)), name(in))))
			.call("static IEnumerable<XNode> DescendantNodes<T>(this IEnumerable<T> source)",
					(in) -> collect(in, XContainer.class, (container) -> container.descendantNodes()))
			.call("static IEnumerable<XNode> Nodes<T>(this IEnumerable<T> source)",
					(in) -> collect(in, XContainer.class, (container) -> container.nodes()))
			.call("static IEnumerable<XElement> Ancestors<T>(this IEnumerable<T> source)",
					(in) -> collect(in, XNode.class, (node) -> node.ancestors(null)))
			.call("static IEnumerable<XElement> Ancestors<T>(this IEnumerable<T> source, XName name)",
					(in) -> collect(in, XNode.class, (node) -> NodeMembers.named(node.ancestors(name(in)), name(in))))
			.call("static IEnumerable<XElement> AncestorsAndSelf(this IEnumerable<XElement> source)",
					(in) -> collect(in, XElement.class, (element) -> joined(element, element.ancestors(null))))
			.call("static IEnumerable<XAttribute> Attributes(this IEnumerable<XElement> source)",
					(in) -> collect(in, XElement.class, (element) -> element.attributes()))
			.call("static IEnumerable<XAttribute> Attributes(this IEnumerable<XElement> source, XName name)",
					(in) -> collect(in, XElement.class, (element) -> attribute(element, name(in))))
			.call("static IEnumerable<T> InDocumentOrder<T>(this IEnumerable<T> source)", NodeSequences::ordered)
			.call("static void Remove<T>(this IEnumerable<T> source)", NodeSequences::remove)
			.call("static void Remove(this IEnumerable<XAttribute> source)", NodeSequences::remove);
	}

	private static @Nullable XName name(Invocation in) {
		return in.argument(1);
	}

	private static <N, R> List<R> collect(Invocation in, Class<N> kind, Function<N, List<R>> part) {
		List<R> all = new ArrayList<>();
		for (Object item : Sequences.of(in.argument(0))) {
			if (kind.isInstance(item)) {
				List<R> found = part.apply(kind.cast(item));
				in.evaluation().step(1 + found.size() / 16);
				all.addAll(found);
			}
		}
		return all;
	}

	private static List<XElement> only(List<XElement> elements, @Nullable XName name) {
		return elements.stream().filter((element) -> element.name().equals(name)).toList();
	}

	private static List<XElement> joined(XElement self, List<XElement> others) {
		List<XElement> all = new ArrayList<>();
		all.add(self);
		all.addAll(others);
		return all;
	}

	private static List<XAttribute> attribute(XElement element, @Nullable XName name) {
		XAttribute attribute = (name == null) ? null : element.attribute(name);
		return (attribute == null) ? List.of() : List.of(attribute);
	}

	private static List<XNode> ordered(Invocation in) {
		List<XNode> nodes = new ArrayList<>();
		for (Object item : Sequences.of(in.argument(0))) {
			if (item instanceof XNode node) {
				nodes.add(node);
			}
		}
		in.evaluation().step(1 + nodes.size());
		Comparator<XNode> order = XNode::compareDocumentOrder;
		nodes.sort(order);
		return nodes;
	}

	private static @Nullable Object remove(Invocation in) {
		List<Object> all = new ArrayList<>();
		for (Object item : Sequences.of(in.argument(0))) {
			if (item != null) {
				all.add(item);
			}
		}
		for (Object item : all) {
			if (item instanceof XNode node) {
				node.remove();
			}
			else if (item instanceof XAttribute attribute) {
				attribute.remove();
			}
		}
		return null;
	}

}
