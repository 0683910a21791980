package io.selvage.gateway.expression.binding;

import java.util.ArrayList;
import java.util.List;

import io.selvage.gateway.expression.types.ClrType;
import io.selvage.gateway.expression.types.Method;
import io.selvage.gateway.expression.types.NamedType;
import org.jspecify.annotations.Nullable;

/**
 * Conversions that types declare as operators. The one whose types are nearest to source
 * and target is taken.
 */
final class UserConversions {

	private final Conversions conversions;

	private final TypeRelations relations;

	UserConversions(Conversions conversions, TypeRelations relations) {
		this.conversions = conversions;
		this.relations = relations;
	}

	@Nullable Bound find(Bound value, ClrType target, boolean explicit) {
		if (CoreTypes.isInterface(value.type()) || CoreTypes.isInterface(target)) {
			return null;
		}
		Bound best = null;
		int bestScore = Integer.MAX_VALUE;
		for (Method method : candidates(value.type(), target, explicit)) {
			ClrType parameter = method.parameters().get(0).type();
			int score = 4 * distance(value.type(), parameter) + distance(method.returnType(), target);
			if (score >= bestScore) {
				continue;
			}
			Bound converted = apply(method, value, parameter, target, explicit);
			if (converted != null) {
				best = converted;
				bestScore = score;
			}
		}
		return best;
	}

	/**
	 * How far a standard conversion goes: none, to the nullable form, implicit, explicit.
	 */
	private int distance(ClrType from, ClrType to) {
		if (from.equals(to)) {
			return 0;
		}
		if (from.withoutNullable().equals(to.withoutNullable())) {
			return 1;
		}
		return (this.conversions.standard(new Bound.Discard(from), to) != null) ? 2 : 3;
	}

	private @Nullable Bound apply(Method method, Bound value, ClrType parameter, ClrType target, boolean explicit) {
		Bound argument = this.conversions.standard(value, parameter);
		if (argument == null && explicit) {
			argument = this.conversions.standardExplicit(value, parameter, false);
		}
		if (argument == null) {
			return null;
		}
		Bound call = new Bound.Call(method, List.of(argument), List.of(), method.returnType());
		Bound result = this.conversions.standard(call, target);
		return (result == null && explicit) ? this.conversions.standardExplicit(call, target, false) : result;
	}

	private List<Method> candidates(ClrType source, ClrType target, boolean explicit) {
		List<Method> found = new ArrayList<>();
		List<NamedType> types = new ArrayList<>(this.relations.memberTypes(source.withoutNullable()));
		for (NamedType type : this.relations.memberTypes(target.withoutNullable())) {
			if (!types.contains(type)) {
				types.add(type);
			}
		}
		for (NamedType type : types) {
			found.addAll(type.definition().methods("implicit"));
			if (explicit) {
				found.addAll(type.definition().methods("explicit"));
			}
		}
		return found;
	}

}
