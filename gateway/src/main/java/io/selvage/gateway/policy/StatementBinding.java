package io.selvage.gateway.policy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.selvage.gateway.expression.Expression;
import io.selvage.gateway.expression.ExpressionResult;
import io.selvage.gateway.policy.document.PolicyAttribute;
import io.selvage.gateway.policy.document.PolicyElement;
import io.selvage.gateway.policy.document.PolicyValue;
import io.selvage.gateway.policy.document.RefusalReason;
import org.jspecify.annotations.Nullable;

/**
 * What a factory compiles a statement from: its element, with typed access to values.
 * Every expression obtained here is remembered, so that bodies it reads are in memory
 * when the step runs; {@link #deferred} makes the exception.
 */
public final class StatementBinding {

	private final StatementCompiler compiler;

	private final PolicyElement element;

	private final ElementSpec spec;

	private final StatementSite site;

	private final BodyDemand demand;

	private final ValueBinding values;

	StatementBinding(StatementCompiler compiler, PolicyElement element, ElementSpec spec, StatementSite site,
			BodyDemand demand) {
		this.compiler = compiler;
		this.element = element;
		this.spec = spec;
		this.site = site;
		this.demand = demand;
		this.values = new ValueBinding(compiler, element, spec, site, demand);
	}

	public PolicyElement element() {
		return this.element;
	}

	public StatementSite site() {
		return this.site;
	}

	public PolicyEnvironment environment() {
		return this.compiler.environment();
	}

	/**
	 * Returns the largest body, in bytes, that is read into memory for a policy.
	 * @return the limit
	 */
	public int bodyLimit() {
		return this.compiler.bodyLimit();
	}

	/**
	 * Tells whether an attribute is given.
	 * @param attribute its name
	 * @return true if the author wrote it
	 */
	public boolean has(String attribute) {
		return this.element.attribute(attribute) != null;
	}

	/**
	 * Returns an attribute that cannot be an expression.
	 * @param attribute its name
	 * @return its value or default; empty if it has neither
	 */
	public String literal(String attribute) {
		return this.values.literal(attribute);
	}

	/**
	 * Returns a text attribute that is required or has a default.
	 * @param attribute its name
	 * @return the value
	 */
	public Value<String> text(String attribute) {
		return this.values.orMissing(optionalText(attribute), "");
	}

	/**
	 * Returns a text attribute.
	 * @param attribute its name
	 * @return the value, or null if it is not given and has no default
	 */
	public @Nullable Value<String> optionalText(String attribute) {
		return this.values.attribute(attribute, ExpressionResult.STRING, (text) -> text, this.compiler::text);
	}

	/**
	 * Returns a boolean attribute that is required or has a default.
	 * @param attribute its name
	 * @return the value
	 */
	public Value<Boolean> bool(String attribute) {
		return this.values.orMissing(optionalBool(attribute), Boolean.FALSE);
	}

	/**
	 * Returns a boolean attribute.
	 * @param attribute its name
	 * @return the value, or null if it is not given and has no default
	 */
	public @Nullable Value<Boolean> optionalBool(String attribute) {
		return this.values.attribute(attribute, ExpressionResult.BOOLEAN, (text) -> Boolean.valueOf(text.strip()),
				Conversions::toBoolean);
	}

	/**
	 * Returns a number attribute that is required or has a default.
	 * @param attribute its name
	 * @return the value
	 */
	public Value<BigDecimal> number(String attribute) {
		return this.values.orMissing(optionalNumber(attribute), BigDecimal.ZERO);
	}

	/**
	 * Returns a number attribute.
	 * @param attribute its name
	 * @return the value, or null if it is not given and has no default
	 */
	public @Nullable Value<BigDecimal> optionalNumber(String attribute) {
		AttributeSpec declared = this.values.declared(attribute);
		return this.values.attribute(attribute, ExpressionResult.OBJECT, Conversions::toNumber,
				(value) -> Conversions.toNumber(value, declared.min(), declared.max()));
	}

	/**
	 * Returns an attribute with a closed list of values that has a default.
	 * @param attribute its name
	 * @param parse what a value means; null if it is none of the list
	 * @param <T> the type
	 * @return the value
	 */
	public <T> Value<T> choice(String attribute, Function<String, @Nullable T> parse) {
		Value<T> value = this.values.attribute(attribute, ExpressionResult.STRING, parse,
				(result) -> parse.apply(this.compiler.text(result)));
		if (value != null) {
			return value;
		}
		throw new IllegalArgumentException("'" + attribute + "' has no default");
	}

	/**
	 * Returns an attribute of any type.
	 * @param attribute its name
	 * @return the value; a literal is a string
	 */
	public Value<Object> object(String attribute) {
		return this.values.orMissing(
				this.values.attribute(attribute, ExpressionResult.OBJECT, (text) -> (Object) text, (value) -> value),
				"");
	}

	/**
	 * Returns an attribute that is evaluated by somebody else, at another time: its
	 * bodies are not read for this statement.
	 * @param attribute its name
	 * @return the expression, a constant one for a literal; null if it is not given
	 */
	public @Nullable Expression deferred(String attribute) {
		return this.values.deferred(attribute);
	}

	/**
	 * Returns the text of the element, without the blanks around it.
	 * @return the value; an empty literal if there is no text
	 */
	public Value<String> content() {
		PolicyValue text = this.element.text();
		return (text != null) ? this.values.value(text, ExpressionResult.STRING, String::strip, this.compiler::text)
				: Value.literal("", this.site);
	}

	/**
	 * Returns the content of an element that takes markup: an expression, or everything
	 * between the tags.
	 * @param conversion what an expression may return; null for another type
	 * @param <T> the type
	 * @return the value
	 */
	public <T> Value<T> markup(Function<Object, @Nullable T> conversion) {
		return this.values.value(rawMarkup(), ExpressionResult.OBJECT, conversion, conversion);
	}

	/**
	 * Returns the content of an element that takes markup, as it was written.
	 * @return an expression, the text, or everything between the tags
	 */
	public PolicyValue rawMarkup() {
		PolicyValue text = this.element.text();
		return (text != null && this.element.elements().isEmpty()) ? text : this.element.inner();
	}

	/**
	 * Returns the child elements of a name.
	 * @param name the name
	 * @return in order
	 */
	public List<StatementBinding> children(String name) {
		List<StatementBinding> bindings = new ArrayList<>();
		ElementSpec.Child declared = this.spec.child(name);
		if (declared != null) {
			for (PolicyElement child : this.element.elements()) {
				if (child.name().equals(name)) {
					bindings.add(new StatementBinding(this.compiler, child, declared.element(),
							this.site.inside(name + "[" + (bindings.size() + 1) + "]"), this.demand));
				}
			}
		}
		return bindings;
	}

	/**
	 * Returns the first child element of a name.
	 * @param name the name
	 * @return the child, or null
	 */
	public @Nullable StatementBinding child(String name) {
		List<StatementBinding> found = children(name);
		return found.isEmpty() ? null : found.get(0);
	}

	/**
	 * Compiles the child elements as statements.
	 * @return one step for all of them
	 */
	public Step statements() {
		return this.compiler.block(this.element, this.site);
	}

	/**
	 * Compiles the child elements as statements that are run on their own.
	 * @return one step each
	 */
	public List<Step> separateStatements() {
		return this.compiler.separate(this.element, this.site);
	}

	/**
	 * Converts what an expression returned to text, as C# does.
	 * @param value the value
	 * @return the text
	 */
	public String textOf(Object value) {
		return this.compiler.text(value);
	}

	/**
	 * Says that the step itself reads the request body.
	 */
	public void readsRequestBody() {
		this.demand.addRequest();
	}

	/**
	 * Says that the step itself reads the response body.
	 */
	public void readsResponseBody() {
		this.demand.addResponse();
	}

	/**
	 * Says that the step itself reads the body of the message its section is about.
	 */
	public void readsBody() {
		if (this.site.section() == Section.INBOUND || this.site.section() == Section.BACKEND) {
			readsRequestBody();
		}
		else {
			readsResponseBody();
		}
	}

	/**
	 * Reports an error: the document is refused.
	 * @param message what is wrong and what would be right
	 */
	public void error(String message) {
		this.compiler.report(this.element.error(RefusalReason.COMBINATION, message));
	}

	/**
	 * Reports an error in an attribute: the document is refused.
	 * @param attribute the name of the attribute
	 * @param message what is wrong and what would be right
	 */
	public void error(String attribute, String message) {
		PolicyAttribute given = this.element.attribute(attribute);
		this.compiler
			.report((given != null) ? this.element.error(RefusalReason.VALUE, given.value().position(), message)
					: this.element.error(RefusalReason.COMBINATION, message));
	}

	/**
	 * Reports an error within a value: the document is refused.
	 * @param value the value
	 * @param index the place in it
	 * @param message what is wrong and what would be right
	 */
	public void error(PolicyValue value, int index, String message) {
		this.compiler.report(this.element.error(RefusalReason.VALUE, value.positionOf(index), message));
	}

	/**
	 * Reports something the author should know.
	 * @param message what
	 */
	public void warning(String message) {
		this.compiler.report(this.element.warning(this.element.position(), message));
	}

}
