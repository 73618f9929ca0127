# What Lasso, which LemonLDAP::NG has its SAML from, made of the metadata in the file that is named, as JSON.
use strict;
use warnings;
use JSON;
use Lasso;

local $/ = undef;
open my $file, '<', $ARGV[0] or die "$ARGV[0]: $!";
my $role     = Lasso::Constants::PROVIDER_ROLE_SP;
my $provider = Lasso::Provider::new_from_buffer( $role, <$file>, undef, undef );
my @keys     = $provider->get_metadata_keys_for_role($role);

sub locations {
    my ($name) = @_;
    return [ map { $provider->get_metadata_list($_) } grep { /^$name HTTP/ && !/ResponseLocation$/ } @keys ];
}

print encode_json { acsUrls => locations('AssertionConsumerService'), sloUrls => locations('SingleLogoutService') };
