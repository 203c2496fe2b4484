package io.akashi.server.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A directory (LDAP, Active Directory) that knows people's passwords.
 *
 * @param url the directory, e.g. {@code [ldaps://dc1.hospital.example,
 *     ldaps://dc2.hospital.example]}; the first that answers is asked; {@code ldap://} is encrypted
 *     by StartTLS, but for {@code localhost} and loopback addresses
 * @param ca PEM file with the authorities of the directory's certificate; those of Java when unset
 * @param bind the name with which a person signs in there, {@code {user}} in it: {@code
 *     {user}@hospital.example} for Active Directory, or a DN such as {@code
 *     uid={user},ou=people,dc=hospital,dc=example}
 * @param base where the person's entry is searched when {@code bind} is no DN, e.g. {@code
 *     DC=hospital,DC=example}
 * @param filter how it is found there: {@code {bind}} is the name that signed in, {@code {user}}
 *     what was typed
 * @param name attribute with the person's name
 * @param groups attribute with the person's groups
 * @param roles which group gives which role, {@code role=group}: {@code ["auditor=CN=Akashi
 *     Auditors,OU=Groups,DC=hospital,DC=example"]}; then they are kept so at each sign-in, and who
 *     has a role gets an account. Without any, accounts and roles are made in Akashi
 */
public record LdapSettings(
    List<String> url,
    Optional<Path> ca,
    Optional<String> bind,
    Optional<String> base,
    @Default("(userPrincipalName={bind})") String filter,
    @Default("displayName") String name,
    @Default("memberOf") String groups,
    List<String> roles) {
  private static final Set<String> SCHEMES = Set.of("ldap", "ldaps");
  private static final String USER = "{user}";

  public LdapSettings {
    url = List.copyOf(url);
    roles = List.copyOf(roles);
    url.forEach(LdapSettings::check);
    roles.forEach(GroupRole::parse);
    if (!url.isEmpty() && bind.filter(name0 -> name0.contains(USER)).isEmpty()) {
      throw new IllegalArgumentException(
          "bind に {user} を含む名前を書いてください / bind must be a name with {user} in it");
    }
    if (!url.isEmpty() && bind.filter(LdapSettings::isDn).isEmpty() && base.isEmpty()) {
      throw new IllegalArgumentException(
          "bind が DN でないときは base が必要です / base is needed when bind is no DN");
    }
  }

  private static void check(String url) {
    URI uri = URI.create(url);
    if (uri.getScheme() == null || !SCHEMES.contains(uri.getScheme()) || uri.getHost() == null) {
      throw new IllegalArgumentException(
          "url は ldaps://ホスト名 の形で書いてください / url is written ldaps://host");
    }
  }

  /** Whether a directory is asked at all. */
  public boolean enabled() {
    return !url.isEmpty();
  }

  /** Whether people sign in with a DN, which is their entry. */
  public boolean bindsByDn() {
    return bind.filter(LdapSettings::isDn).isPresent();
  }

  private static boolean isDn(String bind) {
    return bind.indexOf('=') > 0;
  }
}
