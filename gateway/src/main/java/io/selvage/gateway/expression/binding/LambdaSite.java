package io.selvage.gateway.expression.binding;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.selvage.gateway.expression.types.ClrType;
import org.jspecify.annotations.Nullable;

/**
 * Where a lambda stands, and what it was found to mean for given parameter types:
 * overload resolution asks for the same meaning many times.
 */
final class LambdaSite {

	private final Scope scope;

	private final boolean checked;

	private final Map<Signature, Object> bindings = new HashMap<>();

	LambdaSite(Scope scope, boolean checked) {
		this.scope = scope;
		this.checked = checked;
	}

	/**
	 * What a lambda is bound for.
	 *
	 * @param parameters the types of its parameters
	 * @param returns the type it must return, or null to find out
	 */
	record Signature(List<ClrType> parameters, @Nullable ClrType returns) {
	}

	Scope scope() {
		return this.scope;
	}

	boolean checked() {
		return this.checked;
	}

	/** A function or the exception that explains why there is none; null if not tried. */
	@Nullable Object binding(Signature signature) {
		return this.bindings.get(signature);
	}

	void remember(Signature signature, Object functionOrException) {
		this.bindings.put(signature, functionOrException);
	}

}
