package io.selvage.gateway.policy;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What an element may hold: checked when a document is saved, and the source of the
 * element reference. Immutable.
 *
 * @param name the name
 * @param attributes its attributes
 * @param children its child elements in their documented order
 * @param content what else it holds
 */
public record ElementSpec(String name, List<AttributeSpec> attributes, List<Child> children, Content content) {

	/** As often as one likes. */
	public static final int MANY = Integer.MAX_VALUE;

	/**
	 * Creates a specification.
	 * @param name the name
	 * @param attributes its attributes
	 * @param children its child elements
	 * @param content what else it holds
	 */
	public ElementSpec {
		attributes = List.copyOf(attributes);
		children = List.copyOf(children);
	}

	/**
	 * Declares an element without attributes and content.
	 * @param name the name
	 * @return the element
	 */
	public static ElementSpec named(String name) {
		return new ElementSpec(name, List.of(), List.of(), Content.NONE);
	}

	/**
	 * Adds attributes.
	 * @param added the attributes
	 * @return the same element with them
	 */
	public ElementSpec with(AttributeSpec... added) {
		List<AttributeSpec> all = new ArrayList<>(this.attributes);
		all.addAll(List.of(added));
		return new ElementSpec(this.name, all, this.children, this.content);
	}

	/**
	 * Adds a child element.
	 * @param element the child
	 * @param min how often it must be there
	 * @param max how often it may be there
	 * @return the same element with the child
	 */
	public ElementSpec with(ElementSpec element, int min, int max) {
		List<Child> all = new ArrayList<>(this.children);
		all.add(new Child(element, min, max));
		return new ElementSpec(this.name, this.attributes, all, this.content);
	}

	/**
	 * Says what else the element holds.
	 * @param kind the kind of content
	 * @return the same element with this content
	 */
	public ElementSpec holding(Content kind) {
		return new ElementSpec(this.name, this.attributes, this.children, kind);
	}

	/**
	 * Finds an attribute.
	 * @param attribute the name
	 * @return the attribute, or null
	 */
	public @Nullable AttributeSpec attribute(String attribute) {
		for (AttributeSpec spec : this.attributes) {
			if (spec.name().equals(attribute)) {
				return spec;
			}
		}
		return null;
	}

	/**
	 * Finds a child element.
	 * @param element the name
	 * @return the child, or null
	 */
	public @Nullable Child child(String element) {
		for (Child child : this.children) {
			if (child.element().name().equals(element)) {
				return child;
			}
		}
		return null;
	}

	/**
	 * A child element and how often it may appear.
	 *
	 * @param element the child
	 * @param min how often it must be there
	 * @param max how often it may be there
	 */
	public record Child(ElementSpec element, int min, int max) {
	}

	/**
	 * What an element holds besides its declared children.
	 */
	public enum Content {

		/** Nothing. */
		NONE,
		/** A literal text. */
		LITERAL,
		/** A text or an expression. */
		TEXT,
		/** Any markup or an expression: taken as text. */
		MARKUP,
		/** Policy statements. */
		STATEMENTS

	}

}
