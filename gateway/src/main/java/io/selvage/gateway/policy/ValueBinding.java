package io.selvage.gateway.policy;

import java.util.function.Function;

import io.selvage.gateway.expression.Expression;
import io.selvage.gateway.expression.ExpressionResult;
import io.selvage.gateway.policy.document.PolicyAttribute;
import io.selvage.gateway.policy.document.PolicyElement;
import io.selvage.gateway.policy.document.PolicyValue;
import io.selvage.gateway.policy.document.RefusalReason;
import org.jspecify.annotations.Nullable;

/**
 * Compiles the values of one element: a literal is read once, an expression is compiled
 * and remembered for the bodies it reads.
 */
final class ValueBinding {

	private final StatementCompiler compiler;

	private final PolicyElement element;

	private final ElementSpec spec;

	private final StatementSite site;

	private final BodyDemand demand;

	ValueBinding(StatementCompiler compiler, PolicyElement element, ElementSpec spec, StatementSite site,
			BodyDemand demand) {
		this.compiler = compiler;
		this.element = element;
		this.spec = spec;
		this.site = site;
		this.demand = demand;
	}

	String literal(String attribute) {
		PolicyAttribute given = this.element.attribute(attribute);
		if (given != null) {
			this.compiler.requireKnownNames(this.element, given.value());
			return given.value().text();
		}
		String otherwise = declared(attribute).defaultValue();
		return (otherwise != null) ? otherwise : "";
	}

	/** Its bodies are not read for this statement. */
	@Nullable Expression deferred(String attribute) {
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

	<T> @Nullable Value<T> attribute(String attribute, ExpressionResult result, Function<String, @Nullable T> literal,
			Function<Object, @Nullable T> conversion) {
		PolicyAttribute given = this.element.attribute(attribute);
		if (given != null) {
			return value(given.value(), result, literal, conversion);
		}
		String otherwise = declared(attribute).defaultValue();
		T value = (otherwise != null) ? literal.apply(otherwise) : null;
		return (value != null) ? Value.literal(value, this.site) : null;
	}

	<T> Value<T> value(PolicyValue value, ExpressionResult result, Function<? super String, @Nullable T> literal,
			Function<Object, @Nullable T> conversion) {
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
	<T> Value<T> orMissing(@Nullable Value<T> value, T placeholder) {
		return (value != null) ? value : Value.literal(placeholder, this.site);
	}

	AttributeSpec declared(String attribute) {
		AttributeSpec declared = this.spec.attribute(attribute);
		if (declared == null) {
			throw new IllegalArgumentException(
					"'" + this.spec.name() + "' does not declare the attribute '" + attribute + "'");
		}
		return declared;
	}

}
