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

	StatementBinding(StatementCompiler compiler, PolicyElement element, ElementSpec spec, StatementSite site,
			BodyDemand demand) {
		this.compiler = compiler;
		this.element = element;
		this.spec = spec;
		this.site = site;
		this.demand = demand;
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
		PolicyAttribute given = this.element.attribute(attribute);
		if (given != null) {
			this.compiler.requireKnownNames(this.element, given.value());
			return given.value().text();
		}
		String otherwise = declared(attribute).defaultValue();
		return (otherwise != null) ? otherwise : "";
	}

	/**
	 * Returns a text attribute that is required or has a default.
	 * @param attribute its name
	 * @return the value
	 */
	public Value<String> text(String attribute) {
		return orMissing(optionalText(attribute), "");
	}

	/**
	 * Returns a text attribute.
	 * @param attribute its name
	 * @return the value, or null if it is not given and has no default
	 */
	public @Nullable Value<String> optionalText(String attribute) {
		return attribute(attribute, ExpressionResult.STRING, (text) -> text, this.compiler::text);
	}

	/**
	 * Returns a boolean attribute that is required or has a default.
	 * @param attribute its name
	 * @return the value
	 */
	public Value<Boolean> bool(String attribute) {
		return orMissing(optionalBool(attribute), Boolean.FALSE);
	}

	/**
	 * Returns a boolean attribute.
	 * @param attribute its name
	 * @return the value, or null if it is not given and has no default
	 */
	public @Nullable Value<Boolean> optionalBool(String attribute) {
		return attribute(attribute, ExpressionResult.BOOLEAN, (text) -> Boolean.valueOf(text.strip()),
				Conversions::toBoolean);
	}

	/**
	 * Returns a number attribute that is required or has a default.
	 * @param attribute its name
	 * @return the value
	 */
	public Value<BigDecimal> number(String attribute) {
		return orMissing(optionalNumber(attribute), BigDecimal.ZERO);
	}

	/**
	 * Returns a number attribute.
	 * @param attribute its name
	 * @return the value, or null if it is not given and has no default
	 */
	public @Nullable Value<BigDecimal> optionalNumber(String attribute) {
		AttributeSpec declared = declared(attribute);
		return attribute(attribute, ExpressionResult.OBJECT, Conversions::toNumber,
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
		Value<T> value = attribute(attribute, ExpressionResult.STRING, parse,
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
		return orMissing(attribute(attribute, ExpressionResult.OBJECT, (text) -> (Object) text, (value) -> value), "");
	}

	/**
	 * Returns an attribute that is evaluated by somebody else, at another time: its
	 * bodies are not read for this statement.
	 * @param attribute its name
	 * @return the expression, a constant one for a literal; null if it is not given
	 */
	public @Nullable Expression deferred(String attribute) {
		PolicyAttribute given = this.element.attribute(attribute);
		if (given == null) {
			return null;
		}
		if (given.value().isExpression()) {
			boolean condition = declared(attribute).type() == AttributeSpec.Type.BOOLEAN;
			return this.compiler.expression(this.element, given.value(),
					condition ? ExpressionResult.BOOLEAN : ExpressionResult.OBJECT);
		}
		this.compiler.requireKnownNames(this.element, given.value());
		String text = given.value().text().strip();
		Object value = (declared(attribute).type() == AttributeSpec.Type.BOOLEAN) ? Boolean.valueOf(text) : text;
		return new ConstantExpression(value, text);
	}

	/**
	 * Returns the text of the element, without the blanks around it.
	 * @return the value; an empty literal if there is no text
	 */
	public Value<String> content() {
		PolicyValue text = this.element.text();
		return (text != null) ? value(text, ExpressionResult.STRING, String::strip, this.compiler::text)
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
		return value(rawMarkup(), ExpressionResult.OBJECT, conversion, conversion);
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

	private <T> @Nullable Value<T> attribute(String attribute, ExpressionResult result,
			Function<String, @Nullable T> literal, Function<Object, @Nullable T> conversion) {
		PolicyAttribute given = this.element.attribute(attribute);
		if (given != null) {
			return value(given.value(), result, literal, conversion);
		}
		String otherwise = declared(attribute).defaultValue();
		T value = (otherwise != null) ? literal.apply(otherwise) : null;
		return (value != null) ? Value.literal(value, this.site) : null;
	}

	private <T> Value<T> value(PolicyValue value, ExpressionResult result,
			Function<? super String, @Nullable T> literal, Function<Object, @Nullable T> conversion) {
		if (value.isExpression()) {
			Expression expression = this.compiler.expression(this.element, value, result);
			this.demand.add(expression);
			return Value.computed(expression, conversion, this.site);
		}
		this.compiler.requireKnownNames(this.element, value);
		T constant = literal.apply(value.text());
		if (constant == null) {
			this.compiler.reportOnce(this.element.error(RefusalReason.VALUE, value.position(),
					"'" + value.display() + "' is not valid here."));
			return Value.computed(new ConstantExpression("", ""), conversion, this.site);
		}
		return Value.literal(constant, this.site);
	}

	/** Only reached for a document that was refused already. */
	private <T> Value<T> orMissing(@Nullable Value<T> value, T placeholder) {
		return (value != null) ? value : Value.literal(placeholder, this.site);
	}

	private AttributeSpec declared(String attribute) {
		AttributeSpec declared = this.spec.attribute(attribute);
		if (declared == null) {
			throw new IllegalArgumentException(
					"'" + this.spec.name() + "' does not declare the attribute '" + attribute + "'");
		}
		return declared;
	}

}
