package io.selvage.gateway.expression.types;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A declared type with its type arguments.
 *
 * @param definition what was declared
 * @param typeArguments as many as the definition has parameters
 */
public record NamedType(TypeDefinition definition, List<ClrType> typeArguments) implements ClrType {

	@Override
	public String fullName() {
		return this.definition.fullName() + arguments(ClrType::fullName);
	}

	@Override
	public String displayName() {
		if (isNullableValue()) {
			return this.typeArguments.get(0).displayName() + "?";
		}
		String keyword = Keywords.of(this.definition.fullName());
		return (keyword != null) ? keyword : this.definition.name() + arguments(ClrType::displayName);
	}

	private String arguments(java.util.function.Function<ClrType, String> name) {
		return this.typeArguments.isEmpty() ? ""
				: this.typeArguments.stream().map(name).collect(Collectors.joining(", ", "<", ">"));
	}

	@Override
	public Class<?> javaClass() {
		return isNullableValue() ? this.typeArguments.get(0).javaClass() : this.definition.javaClass();
	}

	@Override
	public ClrType substitute(Map<TypeParameter, ClrType> arguments) {
		if (this.typeArguments.isEmpty() || arguments.isEmpty()) {
			return this;
		}
		List<ClrType> replaced = new ArrayList<>(this.typeArguments.size());
		for (ClrType argument : this.typeArguments) {
			replaced.add(argument.substitute(arguments));
		}
		return new NamedType(this.definition, List.copyOf(replaced));
	}

	@Override
	public boolean isValueType() {
		return this.definition.kind() == TypeKind.STRUCT || this.definition.kind() == TypeKind.ENUM;
	}

	@Override
	public boolean is(String fullName) {
		return this.definition.fullName().equals(fullName);
	}

	@Override
	public String toString() {
		return displayName();
	}

}
