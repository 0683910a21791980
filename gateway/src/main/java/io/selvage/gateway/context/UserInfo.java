package io.selvage.gateway.context;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The user who owns the subscription ({@code context.User}).
 *
 * @param id the resource name
 * @param firstName the first name
 * @param lastName the last name
 * @param email the address
 * @param note a remark, or null
 * @param registrationDate when the user registered
 * @param groups the groups the user belongs to
 */
public record UserInfo(String id, String firstName, String lastName, String email, @Nullable String note,
		Instant registrationDate, List<Group> groups) {

	/**
	 * A group of users.
	 *
	 * @param id the resource name
	 * @param name the display name
	 */
	public record Group(String id, String name) {
	}

}
